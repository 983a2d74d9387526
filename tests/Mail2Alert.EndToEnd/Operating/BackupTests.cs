using System.Collections.Concurrent;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Operating;

public sealed class BackupTests
{
    [Fact]
    public async Task What_was_acknowledged_before_a_backup_under_load_is_delivered_from_it_in_a_new_place()
    {
        using var down = new ClosedPort();
        await using var scene = new OperatedProgram(down.Number);
        await scene.StartAsync();
        var before = new ConcurrentBag<string>();
        await LoadAsync(scene, "before", before, 20);
        await scene.DeliverAsync(ProbeMail.To("anna@example.com", "Subject: film\n\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\n", 10_000))));

        var during = LoadAsync(scene, "during", [], 50);
        (await scene.DoAsync("backup", "backup.db")).ShouldContain("backup.db: ");
        await during;
        (await scene.RunAsync("backup", "backup.db")).Error.ShouldContain("exists already");
        await scene.StopAsync();
        scene.Database = Path.Combine(scene.Folder, "elsewhere.db");
        (await scene.DoAsync("restore", "backup.db")).ShouldContain("the start sends what was open when the backup was made");

        down.Dispose();
        await using var relay = new FakeRelay(down.Number);
        await scene.StartAsync();
        var owed = before.SelectMany(subject => (string[])[$"{subject} {Scene.Shop}", $"{subject} {Scene.Ops}"]).Append("film anna@example.com").ToHashSet();
        while (owed.Count > 0)
        {
            var mail = await relay.NextAsync();
            owed.Remove($"{mail.Field("Subject")} {mail.Recipients.Single()}");
        }
    }

    [Fact]
    public async Task A_restore_puts_the_present_store_aside_and_can_hold_what_is_old()
    {
        using var down = new ClosedPort();
        await using var scene = new OperatedProgram(down.Number);
        await scene.StartAsync();
        await scene.DeliverAsync(OperatedProgram.Alert("disk full"));
        await scene.Program.Log.LineAsync("not delivered to", Patience.Token);
        await scene.DoAsync("backup", "backup.db");

        (await scene.RunAsync("restore", "backup.db", "--force")).Error.ShouldContain("stop the server first");
        await scene.StopAsync();
        (await scene.RunAsync("restore", "backup.db")).Error.ShouldContain("--force");
        var restored = await scene.DoAsync("restore", "backup.db", "--force", "--hold");

        restored.ShouldContain("mail2alert.db.replaced-");
        restored.ShouldContain("on hold: 2 deliveries");
        (await scene.QueueAsync()).Select(delivery => delivery.State).ShouldBe(["held", "held"]);
        Directory.EnumerateFiles(scene.Folder, "mail2alert.db.replaced-*").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Where_the_server_may_not_write_is_said()
    {
        using var down = new ClosedPort();
        await using var scene = new OperatedProgram(down.Number);
        await scene.StartAsync();

        var backup = await scene.RunAsync("backup", "no/such/place/backup.db");

        backup.ExitCode.ShouldBe(1);
        backup.Error.ShouldContain("the server writes the file");
        backup.Error.ShouldNotContain("   at ");
    }

    private static Task LoadAsync(OperatedProgram scene, string name, ConcurrentBag<string> acknowledged, int mails) =>
        Task.WhenAll(Enumerable.Range(0, mails).Select(async i =>
        {
            await scene.DeliverAsync(OperatedProgram.Alert($"{name} {i}"));
            acknowledged.Add($"{name} {i}");
        }));
}
