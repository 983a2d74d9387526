namespace Mail2Alert.Tests.Configuration.Legacy;

public sealed class LegacyActionsTests
{
    [Theory]
    [InlineData("mailto:a@b", "a@b")]
    [InlineData("mailto:a@b:whatever", "a@b")]
    [InlineData("slack:#ops", "#ops:brief")]
    [InlineData("slack:#ops:full", "#ops:full")]
    [InlineData("slack:@ann:brief", "@ann:brief")]
    [InlineData("slack:general", "#general:brief")]
    [InlineData("slack:C012AB3CD:full", "C012AB3CD:full")]
    public void Reads_what_mail2alert_py_read(string action, string address) =>
        Loaded.Valid(WithAction(action)).Receivers[0].Targets.ShouldHaveSingleItem().Address.ShouldBe(address);

    [Theory]
    [InlineData("slack:#ops:loud")]
    [InlineData("slack:#ops:")]
    [InlineData("slack:#ops:full:x")]
    [InlineData("slack")]
    [InlineData("mailto")]
    [InlineData("mailto:nobody")]
    public void Refuses_what_failed_when_it_was_to_be_sent(string action) =>
        Loaded.Problems(WithAction(action)).ShouldHaveSingleItem().ShouldStartWith($"6:18: error: '{action}' is not a target: ");

    [Theory]
    [InlineData("sms:123", "'sms:123'")]
    [InlineData("Mailto:a@b", "'Mailto:a@b'")]
    public void Ignores_unknown_actions_but_says_so(string action, string shown) => Loaded.Problems(WithAction(action)).ShouldBe(
        [$"6:18: warning: {shown} is no action and has no effect; known are mailto: and slack:"]);

    [Fact]
    public void Slack_needs_a_token() => Loaded.Problems(
        LegacyExamples.WithRules("{ actions: ['slack:#ops'], filter: { events: [BREAKS], function: pipelines.any } }"))
        .ShouldBe(["5:17: error: 'slack:#ops' cannot be reached: add 'slack-token: TOKEN'"]);

    private static string WithAction(string action) => "slack-token: xoxb\n"
        + LegacyExamples.WithRules($"{{ actions: [ '{action}' ], filter: {{ events: [BREAKS], function: pipelines.any }} }}");
}
