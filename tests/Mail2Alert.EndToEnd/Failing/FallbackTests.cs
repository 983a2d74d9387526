using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Failing;

public sealed class FallbackTests
{
    [Theory]
    [InlineData("")]
    [InlineData("acknowledge: delivered")]
    public async Task When_Slack_refuses_for_good_somebody_else_gets_a_mail_that_says_so(string acknowledge)
    {
        await using var slack = await FakeSlack.StartAsync();
        slack.Refuse("channel_not_found");
        await using var relay = new FakeRelay();
        await using var scene = new FailingScene(relay.Port, slack, acknowledge);
        await scene.StartAsync();

        (await scene.DeliverAsync(FailingScene.Alert)).Code.ShouldBe(250);

        var mail = await relay.NextAsync();
        mail.Recipients.ShouldBe([Scene.Ops]);
        mail.Field("Subject").ShouldBe("[fallback] disk full");
        mail.Field("X-Mail2Alert-Note").ShouldBe("fallback of oncall: slack:#oncall never gets it: Slack says channel_not_found");
        slack.Posts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task When_Slack_takes_too_long_somebody_else_is_told_and_Slack_later_all_the_same()
    {
        await using var slack = await FakeSlack.StartAsync();
        var works = slack.Script;
        slack.Refuse("service_unavailable");
        await using var relay = new FakeRelay();
        await using var scene = new FailingScene(relay.Port, slack) { After = "1s" };
        await scene.StartAsync();
        (await scene.DeliverAsync(FailingScene.Alert)).Code.ShouldBe(250);

        (await relay.NextAsync()).Field("X-Mail2Alert-Note").ShouldContain("does not have it yet: Slack says service_unavailable");
        var told = new TaskCompletionSource();
        slack.Script = async context =>
        {
            await works(context);
            told.TrySetResult();
        };
        await told.Task.WaitAsync(Patience.Token);

        relay.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_fallback_that_was_called_for_before_a_crash_is_told_once_after_it()
    {
        await using var slack = await FakeSlack.StartAsync();
        slack.Refuse("channel_not_found");
        using var down = new ClosedPort();
        await using var scene = new FailingScene(down.Number, slack);
        await scene.StartAsync();
        (await scene.DeliverAsync(FailingScene.Alert)).Code.ShouldBe(250);
        await scene.Program.Log.LineAsync("cannot be reached", Patience.Token);

        await scene.CrashAsync();
        down.Dispose();
        await using var relay = new FakeRelay(down.Number);
        await scene.StartAsync();

        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
        await scene.Program.TerminateAsync();
        (await scene.Program.ExitCodeAsync()).ShouldBe(0);
        relay.Mails.ShouldHaveSingleItem();
        slack.Posts.ShouldHaveSingleItem();
    }
}
