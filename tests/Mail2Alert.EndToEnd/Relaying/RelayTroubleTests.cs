using System.Diagnostics;
using Mail2Alert.EndToEnd.Support;
using Mail2Alert.EndToEnd.Waiting;

namespace Mail2Alert.EndToEnd.Relaying;

[Collection(typeof(Alone))]
public sealed class RelayTroubleTests
{
    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_relay_that_hangs_up_makes_the_notifier_keep_the_mail(string stage)
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.At(stage, RelayAnswer.Close);
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(451);
        scene.Relay.Mails.ShouldBeEmpty();
        scene.Relay.Recover();
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(250);
        scene.Relay.Mails.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_relay_that_says_nothing_more_does_not_keep_the_notifier_waiting(string stage)
    {
        await using var scene = await Scene.StartAsync(more: "limits: { acknowledge-within: 1s }");
        scene.Relay.At(stage, RelayAnswer.Hang);
        var start = Stopwatch.GetTimestamp();
        var answer = await scene.DeliverAsync(Scene.Broken());
        answer.Code.ShouldBe(451);
        answer.Text.ShouldContain("in time");
        Stopwatch.GetElapsedTime(start).ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task While_the_relay_is_down_nothing_is_acknowledged_and_the_retry_is_delivered_once()
    {
        using var down = new ClosedPort();
        await using var gocd = await FakeGoCd.StartAsync();
        await using var program = await RunningProgram.StartAsync(Scene.Configuration(down.Number, gocd.Url));
        for (var run = 1; run <= 5; run++)
        {
            var answer = await SmtpProbe.DeliverAsync(program.Port, Scene.Broken(run));
            answer.Code.ShouldBe(451);
            answer.Text.ShouldContain("cannot be reached");
        }

        down.Dispose();
        await using var relay = new FakeRelay(down.Number);
        (await SmtpProbe.DeliverAsync(program.Port, Scene.Broken(5))).Code.ShouldBe(250);
        relay.Mails.ShouldHaveSingleItem().Recipients.ShouldBe([Scene.Shop]);
    }
}
