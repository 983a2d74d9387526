using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Storing;

/// <summary><c>acknowledge: delivered</c> with a store.</summary>
public sealed class DeliveredTests
{
    [Fact]
    public async Task A_mail_is_acknowledged_when_everybody_was_told()
    {
        await using var relay = new FakeRelay();
        await using var scene = new StoredScene(relay.Port, acknowledge: "delivered");
        await scene.StartAsync();

        var answer = await scene.DeliverAsync(StoredScene.Alert("disk full"));

        answer.Text.ShouldContain("delivered to 2");
        relay.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_open_survives_a_crash_and_nobody_is_told_twice()
    {
        await using var relay = new FakeRelay();
        relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
            step.Line.Contains(Scene.Ops, StringComparison.Ordinal) ? "450 4.2.1 Mailbox busy" : step.Usual);
        await using var scene = new StoredScene(relay.Port, acknowledge: "delivered");
        await scene.StartAsync();

        var answer = await scene.DeliverAsync(StoredScene.Alert("disk full"));
        await scene.CrashAsync();
        relay.Recover();
        await scene.StartAsync();

        answer.Code.ShouldBe(250, answer.Text);
        answer.Text.ShouldContain("kept; delivered to 1 of 2 so far");
        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Shop]);
        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
        (await scene.StopAsync()).ShouldBe(0);
        relay.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_refused_in_the_mail_servers_words()
    {
        await using var relay = new FakeRelay();
        relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
            step.Line.Contains("anna@", StringComparison.Ordinal) ? "550 5.1.1 No such mailbox" : step.Usual);
        await using var scene = new StoredScene(relay.Port, acknowledge: "delivered");
        await scene.StartAsync();

        var answer = await scene.DeliverAsync(ProbeMail.To("anna@example.com", "Subject: lunch\n\nAt noon?\n"));

        answer.Code.ShouldBe(550);
        answer.Text.ShouldContain("No such mailbox");
    }
}
