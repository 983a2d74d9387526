using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Storing;

public sealed class StoredTests
{
    [Fact]
    public async Task A_mail_that_was_acknowledged_while_the_relay_was_down_is_delivered_once_after_a_crash()
    {
        using var down = new ClosedPort();
        await using var scene = new StoredScene(down.Number);
        await scene.StartAsync();
        var answer = await scene.DeliverAsync(StoredScene.Alert("disk full"));
        answer.Code.ShouldBe(250, answer.Text);
        await scene.Program.Log.LineAsync("cannot be reached", Patience.Token);

        await scene.CrashAsync();
        down.Dispose();
        await using var relay = new FakeRelay(down.Number);
        await scene.StartAsync();

        string[] told = [.. (await relay.NextAsync()).Recipients, .. (await relay.NextAsync()).Recipients];
        told.ShouldBe([Scene.Shop, Scene.Ops], ignoreOrder: true);
        (await scene.StopAsync()).ShouldBe(0);
        relay.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Mail_that_no_source_claims_goes_on_as_it_came()
    {
        await using var relay = new FakeRelay();
        await using var scene = new StoredScene(relay.Port);
        await scene.StartAsync();
        var mail = ProbeMail.To("anna@example.com", "Subject: lunch\n\nAt noon?\n");

        (await scene.DeliverAsync(mail)).Code.ShouldBe(250);

        var relayed = await relay.NextAsync();
        relayed.Recipients.ShouldBe(["anna@example.com"]);
        relayed.BelowTrace().ShouldBe(mail.Content);
    }

    [Fact]
    public async Task A_target_that_was_told_is_not_told_again_when_another_is_tried_again()
    {
        await using var relay = new FakeRelay();
        relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
            step.Line.Contains(Scene.Ops, StringComparison.Ordinal) ? "450 4.2.1 Mailbox busy" : step.Usual);
        await using var scene = new StoredScene(relay.Port);
        await scene.StartAsync();
        (await scene.DeliverAsync(StoredScene.Alert("disk full"))).Code.ShouldBe(250);
        await scene.Program.Log.LineAsync("Mailbox busy", Patience.Token);
        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Shop]);

        relay.Recover();

        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
        relay.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_stop_waits_for_what_is_being_sent()
    {
        var dot = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var relay = new FakeRelay();
        relay.Script = async (step, cancellationToken) =>
        {
            if (step.Stage == ".")
            {
                dot.TrySetResult();
                await goOn.Task.WaitAsync(cancellationToken);
            }
            return step.Usual;
        };
        await using var scene = new StoredScene(relay.Port);
        await scene.StartAsync();
        (await scene.DeliverAsync(ProbeMail.To("anna@example.com", "Subject: lunch\n\nAt noon?\n"))).Code.ShouldBe(250);
        await dot.Task.WaitAsync(Patience.Token);

        await using var witness = await SmtpProbe.ConnectAsync(scene.Program.Port);
        await scene.Program.TerminateAsync();
        (await witness.AnswerAsync()).Code.ShouldBe(421);
        goOn.SetResult();

        (await scene.StopAsync()).ShouldBe(0);
        relay.Mails.ShouldHaveSingleItem();
        relay.Recover();
        await scene.StartAsync();
        (await scene.DeliverAsync(ProbeMail.To("anna@example.com", "Subject: dinner\n\nAt eight?\n"))).Code.ShouldBe(250);
        await relay.NextAsync();
        (await relay.NextAsync()).Text.ShouldContain("dinner");
    }

    [Fact]
    public async Task A_store_that_is_in_use_keeps_a_second_program_from_starting()
    {
        await using var relay = new FakeRelay();
        await using var scene = new StoredScene(relay.Port);
        await scene.StartAsync();
        using var elsewhere = new TemporaryDirectory();
        elsewhere.Write("mail2alert.yml", $"listeners: smtp://127.0.0.1:0\nrelay: smtp://127.0.0.1:{relay.Port}\nstore: sqlite:{scene.Database}\n");

        var second = await Mail2AlertCommand.RunAsync(["serve"], elsewhere.Path);

        second.ExitCode.ShouldBe(1);
        second.Error.ShouldContain("is in use by process");
    }

    [Fact]
    public async Task A_disk_that_fails_makes_the_notifier_keep_the_mail()
    {
        await using var relay = new FakeRelay();
        await using var scene = new StoredScene(relay.Port);
        await scene.StartAsync();
        Directory.Delete(scene.Database + "-mails", recursive: true);
        File.WriteAllText(scene.Database + "-mails", "in the way");

        var large = ProbeMail.To("anna@example.com", "Subject: film\n\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\n", 10_000)));
        var answer = await scene.DeliverAsync(large);

        answer.Code.ShouldBe(451);
        answer.Text.ShouldContain("could not be kept");
        answer.Text.ShouldNotContain(scene.Database);
    }
}
