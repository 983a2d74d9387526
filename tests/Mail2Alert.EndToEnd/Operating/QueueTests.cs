using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Operating;

public sealed class QueueTests
{
    [Fact]
    public async Task A_dead_delivery_is_listed_shown_retried_and_delivered()
    {
        await using var relay = new FakeRelay();
        RefuseOps(relay, "550 5.1.1 No such user");
        await using var scene = new OperatedProgram(relay.Port);
        await scene.StartAsync();
        var mail = await scene.DeliverAsync(OperatedProgram.Alert("disk full"));
        await scene.Program.Log.LineAsync("never delivered to", Patience.Token);

        var list = await scene.DoAsync("queue");
        foreach (var words in (string[])["dead", $"mailto:{Scene.Ops}", "disk full", "No such user", "1 dead"])
            list.ShouldContain(words);
        var (id, state, _) = (await scene.QueueAsync()).ShouldHaveSingleItem();
        state.ShouldBe("dead");
        var story = await scene.DoAsync("queue", "show", $"{id}");
        foreach (var words in (string[])[mail, "<nas@example.com>", "disk full", "route 1", "source disks claims it", "No such user", "127.0.0.1"])
            story.ShouldContain(words);

        relay.Recover();
        (await scene.DoAsync("queue", "retry", "--dead")).ShouldBe("to be tried now: 1 delivery\n");

        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Shop]);
        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
    }

    [Fact]
    public async Task A_retry_does_not_wait_for_a_relay_that_was_down()
    {
        using var down = new ClosedPort();
        await using var scene = new OperatedProgram(down.Number);
        await scene.StartAsync();
        for (var i = 0; i < 3; i++)
            await scene.DeliverAsync(OperatedProgram.Alert("disk full"));
        await scene.Program.Log.LineAsync("relay is down", Patience.Token);
        down.Dispose();
        await using var relay = new FakeRelay(down.Number);

        await scene.DoAsync("queue", "retry", "--all");

        await relay.NextAsync();
        await scene.Program.Log.LineAsync("relay is back", Patience.Token);
    }

    [Fact]
    public async Task What_is_held_stays_until_it_is_released_and_what_is_dropped_is_dead()
    {
        await using var relay = new FakeRelay();
        RefuseOps(relay, "450 4.2.1 Mailbox busy");
        await using var scene = new OperatedProgram(relay.Port);
        await scene.StartAsync();
        await scene.DeliverAsync(OperatedProgram.Alert("one"));
        await scene.DeliverAsync(OperatedProgram.Alert("two"));
        await ForAllAsync(scene, "pending");

        (await scene.DoAsync("queue", "hold", "--target", "OPS@")).ShouldBe("held 2 deliveries\n");
        relay.Recover();
        var held = await scene.QueueAsync("--state", "held");
        held.Count.ShouldBe(2);
        (await scene.DoAsync("queue", "drop", $"{held[0].Id}")).ShouldBe("dropped 1 delivery\n");
        (await scene.DoAsync("queue", "release", "--all")).ShouldBe("released 1 delivery\n");

        (await scene.QueueAsync("--state", "dead")).Single().Id.ShouldBe(held[0].Id);
        string[] told = [.. (await relay.NextAsync()).Recipients, .. (await relay.NextAsync()).Recipients, .. (await relay.NextAsync()).Recipients];
        told.ShouldBe([Scene.Shop, Scene.Shop, Scene.Ops], ignoreOrder: true);
        var again = await scene.RunAsync("queue", "hold", $"{held[0].Id}", "99");
        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain($"delivery {held[0].Id}: it is dead: there is nothing to hold");
        again.Error.ShouldContain("delivery 99: there is no such delivery");
    }

    [Fact]
    public async Task A_mail_is_exported_byte_for_byte()
    {
        using var down = new ClosedPort();
        await using var scene = new OperatedProgram(down.Number);
        await scene.StartAsync();
        var mail = ProbeMail.To("anna@example.com", "Subject: caf\u00e9\nX-Odd:  two  spaces \n\n.dot\nna\u00efve \u00ff\n");
        var id = await scene.DeliverAsync(mail);
        await ForAllAsync(scene, "pending");
        var delivery = (await scene.QueueAsync())[0].Id;
        var folder = Directory.CreateDirectory(Path.Combine(scene.Folder, "mails")).FullName;

        await scene.DoAsync("queue", "export", id, "--to", "one.eml");
        await scene.DoAsync("queue", "export", "--target", "anna", "--to", "mails");
        var printed = Path.Combine(scene.Folder, "printed.eml");
        var export = string.Join(' ', Mail2AlertCommand.Arguments("queue", "export", $"{delivery}"));
        await Peer.RunAsync("sh", ["-c", $"{Mail2AlertCommand.Program} {export} > {printed}"], directory: scene.Folder);

        foreach (var file in (string[])[Path.Combine(scene.Folder, "one.eml"), printed, Path.Combine(folder, $"{id}.eml")])
            (await File.ReadAllBytesAsync(file, Patience.Token)).ShouldBe(mail.Content);
        (await scene.RunAsync("queue", "export", id, "--to", "one.eml")).ExitCode.ShouldBe(1);
        (await scene.RunAsync("queue", "export", "06FK6P3QWR8V7M2H", "--to", "none.eml")).Error.ShouldContain("there is no mail 06FK6P3QWR8V7M2H");
        File.Exists(Path.Combine(scene.Folder, "none.eml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_server_the_commands_do_the_same()
    {
        using var down = new ClosedPort();
        await using var scene = new OperatedProgram(down.Number);
        await scene.StartAsync();
        await scene.DeliverAsync(OperatedProgram.Alert("disk full"));
        await ForAllAsync(scene, "pending");
        await scene.StopAsync();

        (await scene.DoAsync("queue", "drop", "--target", Scene.Ops)).ShouldBe("dropped 1 delivery\n");
        (await scene.DoAsync("replay", "--subject", "DISK", "--target", Scene.Ops)).ShouldContain("1 mail: 1 delivery queued");

        down.Dispose();
        await using var relay = new FakeRelay(down.Number);
        await scene.StartAsync();
        string[] told = [.. (await relay.NextAsync()).Recipients, .. (await relay.NextAsync()).Recipients];
        told.ShouldBe([Scene.Shop, Scene.Ops], ignoreOrder: true);
    }

    [Theory]
    [InlineData("queue", "retry")]
    [InlineData("queue", "retry", "1", "--all")]
    [InlineData("queue", "list", "--state", "lost")]
    [InlineData("queue", "list", "--older", "yesterday-ish")]
    [InlineData("queue", "export")]
    [InlineData("replay")]
    public async Task A_command_that_does_not_say_which_does_nothing(params string[] command)
    {
        await using var scene = new OperatedProgram(9);

        var finished = await scene.RunAsync(command);

        finished.ExitCode.ShouldNotBe(0);
        finished.Error.ShouldNotBeEmpty();
        finished.Error.ShouldNotContain("   at ");
    }

    private static void RefuseOps(FakeRelay relay, string answer) => relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
        step.Line.Contains(Scene.Ops, StringComparison.Ordinal) ? answer : step.Usual);

    // Decided, tried at least once, and not being sent: then nothing moves but by an operator, for seconds at least.
    private static async Task ForAllAsync(OperatedProgram scene, string state)
    {
        var limit = Patience.Token;
        while (await scene.QueueAsync() is var queue && (queue.Count == 0 || queue.Any(delivery => delivery.State != state)))
            limit.ThrowIfCancellationRequested();
    }
}
