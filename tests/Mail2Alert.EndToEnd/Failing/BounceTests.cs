using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Failing;

public sealed class BounceTests
{
    private static readonly ProbeMail Lunch =
        ProbeMail.To("nobody@example.com", "Subject: lunch\nFrom: anna@example.com\nMessage-ID: <1@example.com>\n\nAt noon?\n");

    [Fact]
    [Trait(Needs.Trait, Needs.Debian)]
    public async Task Postfix_refuses_one_of_two_recipients_and_the_sender_finds_out_in_its_mailbox()
    {
        await using var postfix = await PostfixInstance.StartWithoutNobodyAsync();
        await using var scene = new FailingScene(postfix.Port);
        await scene.StartAsync();

        (await scene.DeliverAsync(Lunch with { Recipients = ["bo@example.com", "nobody@example.com"] })).Code.ShouldBe(250);

        var inbox = await postfix.InboxAsync(2);
        inbox.Where(mail => mail.Contains("\nDelivered-To: bo@example.com\n", StringComparison.Ordinal)).ShouldHaveSingleItem();
        var bounce = inbox.Single(mail => mail.Contains("\nDelivered-To: anna@example.com\n", StringComparison.Ordinal));
        bounce.ShouldStartWith("Return-Path: <>\n");
        bounce.ShouldContain("\nAuto-Submitted: auto-replied\n");
        bounce.ShouldContain("\nX-Mail2Alert-Passed: alerts.example.com\n");
        bounce.ShouldContain("\nReporting-MTA: dns; alerts.example.com\n");
        bounce.ShouldContain("\nFinal-Recipient: rfc822; nobody@example.com\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; [127.0.0.1]\n");
        bounce.ShouldContain("\nDiagnostic-Code: smtp; 550 5.1.1 <nobody@example.com>: Recipient address rejected: No such user\n");
        bounce.ShouldContain("\nSubject: lunch\n");
        bounce.ShouldNotContain("bo@example.com>");
    }

    [Theory]
    [InlineData("anna@example.com", "NOTIFY=NEVER", "")]
    [InlineData("", "", "")]
    [InlineData("anna@example.com", "", "bounces: false")]
    public async Task Who_asked_for_none_or_is_nobody_gets_no_bounce(string sender, string parameters, string more)
    {
        await using var relay = new FakeRelay();
        relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
            step.Line.Contains("nobody@", StringComparison.Ordinal) ? "550 5.1.1 No such user" : step.Usual);
        await using var scene = new FailingScene(relay.Port, more: more);
        await scene.StartAsync();

        (await scene.DeliverAsync(Lunch with { Sender = sender, RecipientParameters = parameters })).Code.ShouldBe(250);
        await scene.Program.Log.LineAsync("never delivered", Patience.Token);
        (await scene.DeliverAsync(Lunch with { Recipients = ["bo@example.com"] })).Code.ShouldBe(250);

        (await relay.NextAsync()).Recipients.ShouldBe(["bo@example.com"]);
        await scene.Program.TerminateAsync();
        await scene.Program.ExitCodeAsync();
        relay.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_bounce_that_fails_too_is_the_end_of_it()
    {
        await using var relay = new FakeRelay();
        relay.At("RCPT", "550 5.1.1 No such user");
        await using var scene = new FailingScene(relay.Port);
        await scene.StartAsync();

        (await scene.DeliverAsync(Lunch)).Code.ShouldBe(250);
        await scene.Program.Log.LineAsync("never delivered to anna@example.com", Patience.Token);
        relay.Recover();
        (await scene.DeliverAsync(Lunch)).Code.ShouldBe(250);

        (await relay.NextAsync()).Recipients.ShouldBe(["nobody@example.com"]);
        await scene.Program.TerminateAsync();
        await scene.Program.ExitCodeAsync();
        relay.Mails.ShouldHaveSingleItem();
    }
}
