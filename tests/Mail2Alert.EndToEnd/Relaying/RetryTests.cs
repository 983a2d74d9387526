using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Relaying;

public sealed class RetryTests
{
    private const string BothTeams = $"""
        receivers:
          both: [ 'mailto:{Scene.Shop}', 'mailto:{Scene.Ops}' ]
        routes:
          - to: both
        """;

    [Fact]
    public async Task When_one_of_two_targets_fails_the_retry_goes_to_that_one_only()
    {
        await using var scene = await Scene.StartAsync(routes: BothTeams);
        scene.Relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
            step.Line.Contains(Scene.Ops, StringComparison.Ordinal) ? "450 4.2.1 Mailbox busy" : step.Usual);
        var answer = await scene.DeliverAsync(Scene.Broken());
        answer.Code.ShouldBe(451);
        answer.Text.ShouldContain(Scene.Ops);
        (await scene.Relay.NextAsync()).Recipients.ShouldBe([Scene.Shop]);

        scene.Relay.Recover();
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(250);
        (await scene.Relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
        scene.Relay.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Each_of_two_targets_is_told_once_and_both_stand_in_To()
    {
        await using var scene = await Scene.StartAsync(routes: BothTeams);
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(250);
        scene.Relay.Mails.SelectMany(mail => mail.Recipients).ShouldBe([Scene.Shop, Scene.Ops], ignoreOrder: true);
        scene.Relay.Mails.ShouldAllBe(mail => mail.Field("To") == $"{Scene.Shop}, {Scene.Ops}");
    }
}
