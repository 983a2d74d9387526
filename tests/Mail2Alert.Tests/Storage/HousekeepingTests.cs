using Mail2Alert.Alerts;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class HousekeepingTests : IAsyncDisposable
{
    private static readonly Retention KeepAll = new(DateTimeOffset.MinValue, long.MaxValue, int.MaxValue);

    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Finished_mails_that_are_too_old_go_a_few_at_a_time_and_nothing_that_is_owed_goes()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 150; i++)
            await ((IStore)store).KeepAsync(Mail(), Decision(), Cancellation);
        await store.OweAsync("#ops");
        await store.KeepAsync(Mail(), Cancellation);

        var first = await store.Desk.CleanUpAsync(KeepAll with { ReceivedBefore = DateTimeOffset.MaxValue }, 0, Cancellation);
        first.Mails.ShouldBe(100);
        var second = await store.Desk.CleanUpAsync(KeepAll with { ReceivedBefore = DateTimeOffset.MaxValue }, first.Next!.Value, Cancellation);

        second.ShouldBe(new CleanedUp(50, null));
        (await store.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(2);
        (await store.LeaseAsync()).Count.ShouldBe(1);
        (await store.UndecidedAsync()).Count.ShouldBe(1);
        foreach (var table in new[] { "content", "decision" })
            ((long)_folder.Query($"SELECT count(*) FROM {table}")!).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task What_is_younger_stays()
    {
        var store = await _folder.OpenAsync();
        await ((IStore)store).KeepAsync(Mail(), Decision(), Cancellation);

        (await store.Desk.CleanUpAsync(KeepAll, 0, Cancellation)).Mails.ShouldBe(0);
    }

    [Fact]
    public async Task When_there_is_too_much_the_oldest_go_with_their_files()
    {
        var store = await _folder.OpenAsync();
        var mails = Enumerable.Range(0, 3).Select(_ => Mail(5000)).ToList();
        foreach (var mail in mails)
            await ((IStore)store).KeepAsync(mail, Decision(), Cancellation);

        var done = await store.Desk.CleanUpAsync(KeepAll with { Bytes = 2 * mails[0].Length }, 0, Cancellation);

        done.Mails.ShouldBe(1);
        (await store.ReadAsync(mails[0].Id, Cancellation)).ShouldBeNull();
        (await store.ReadAsync(mails[1].Id, Cancellation)).ShouldNotBeNull();
        Files().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Alerts_not_heard_of_for_longest_are_forgotten()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            var decision = new MailDecision(TestAlert.Of() with { Key = $"{i}" }, new AlertState(null, null, null), [], []);
            await ((IStore)store).KeepAsync(Mail(), decision, Cancellation);
            _folder.Clock.Pass(TimeSpan.FromSeconds(1));
        }

        await store.Desk.CleanUpAsync(KeepAll with { Alerts = 2 }, 0, Cancellation);

        (await store.AlertsAsync(10, Cancellation)).Select(alert => alert.Key).ShouldBe(["4", "3"]);
    }

    [Fact]
    public async Task Files_that_no_mail_names_are_swept_and_others_are_not()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail(5000);
        await store.KeepAsync(mail, Cancellation);
        var folder = Path.GetDirectoryName(Files().Single())!;
        await File.WriteAllTextAsync(Path.Combine(folder, "01JDLEFT.eml"), "left by a crash before the commit", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, mail.Id + ".eml.tmp"), "left by a crash while it was written", Cancellation);

        (await store.Desk.SweepAsync(Cancellation)).ShouldBe(2);

        Files().Count().ShouldBe(1);
        (await store.ReadAsync(mail.Id, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_whose_commit_is_under_way_is_not_swept()
    {
        var store = await _folder.OpenAsync();
        using var disk = new SlowDisk(store.Writer);
        var mail = Mail(5000);
        var keeping = store.KeepAsync(mail, Cancellation);
        await disk.Committing;

        (await store.Desk.SweepAsync(Cancellation)).ShouldBe(0);
        disk.GoOn();
        await keeping;

        (await store.ReadAsync(mail.Id, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_backup_of_a_store_in_use_opens_with_everything_in_it()
    {
        var store = await _folder.OpenAsync();
        var small = await store.OweAsync("#ops");
        var large = await store.OweAsync("#blue", size: 5000);
        var path = Path.Combine(Path.GetDirectoryName(_folder.Database)!, "backup", "mail2alert.db");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        var report = await store.Desk.BackUpAsync(path, Cancellation);
        await store.OweAsync("#later");
        (report.Path, report.Mails, report.Lacks.Count).ShouldBe((path, 2, 0));
        report.Bytes.ShouldBe(new FileInfo(path).Length);
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!).ShouldBe([path]);

        var restored = await _folder.OpenAsync(_folder.Options with { Path = path });
        (await restored.LeaseAsync()).Select(delivery => delivery.MailId).ShouldBe([small.Id, large.Id]);
        (await restored.ReadAsync(large.Id, Cancellation))!.Message.Length.ShouldBe(large.Length);
        await Should.ThrowAsync<IOException>(() => store.Desk.BackUpAsync(path, Cancellation));
    }

    [Fact]
    public async Task A_backup_says_what_it_lacks()
    {
        var store = await _folder.OpenAsync();
        var lost = await store.OweAsync("#ops", size: 5000);
        File.Delete(Files().Single());

        var report = await store.Desk.BackUpAsync(_folder.Database + ".backup", Cancellation);

        report.Lacks.ShouldBe([$"the file of mail {lost.Id} is missing"]);
    }

    [Fact]
    public async Task A_backup_that_is_broken_off_leaves_nothing()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops", size: 5000);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => store.Desk.BackUpAsync(_folder.Database + ".backup", stop.Token));

        Directory.EnumerateFiles(Path.GetDirectoryName(_folder.Database)!, "*backup*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sound_store_has_nothing_to_tell_when_it_is_checked()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");

        (await store.Desk.CheckAsync(Cancellation)).ShouldBeEmpty();
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder.Mails, "*", SearchOption.AllDirectories);
}
