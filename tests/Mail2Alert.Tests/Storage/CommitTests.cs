using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class CommitTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task What_queued_during_one_commit_shares_the_next()
    {
        var store = await _folder.OpenAsync();
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;
        var before = store.Writer.Commits;

        var others = Enumerable.Range(0, 500).Select(_ => store.KeepAsync(Mail(), Cancellation)).ToList();
        disk.GoOn();
        (await Task.WhenAll([first, .. others])).ShouldAllBe(answer => answer is StoreAnswer.Done);

        (store.Writer.Commits - before).ShouldBe(2);
        (await store.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(501);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_commit_is_through()
    {
        var store = await _folder.OpenAsync();
        using var disk = new SlowDisk(store.Writer);

        var keeping = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;

        keeping.IsCompleted.ShouldBeFalse();
        disk.GoOn();
        (await keeping).ShouldBe(StoreAnswer.Done.Instance);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_kept_takes_no_neighbour_with_it()
    {
        var store = await _folder.OpenAsync();
        var twin = Mail();
        await store.KeepAsync(twin, Cancellation);
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;

        var before = store.KeepAsync(Mail(), Cancellation);
        var same = store.KeepAsync(Mail(id: twin.Id), Cancellation);
        var after = store.KeepAsync(Mail(), Cancellation);
        disk.GoOn();

        (await same).ShouldBeOfType<StoreAnswer.Failed>();
        (await Task.WhenAll(first, before, after)).ShouldAllBe(answer => answer is StoreAnswer.Done);
        (await store.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(4);
    }

    [Fact]
    public async Task A_bug_in_one_change_is_thrown_where_it_is_awaited_and_nowhere_else()
    {
        var store = await _folder.OpenAsync();

        await Should.ThrowAsync<InvalidOperationException>(() =>
            store.Writer.WriteAsync<int>(_ => throw new InvalidOperationException("bug"), Cancellation));

        (await store.KeepAsync(Mail(), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
    }

    [Fact]
    public async Task A_failed_sync_is_told_to_all_in_the_batch_and_nothing_of_it_is_kept()
    {
        var store = await _folder.OpenAsync();
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;
        var others = Enumerable.Range(0, 10).Select(_ => store.KeepAsync(Mail(), Cancellation)).ToList();

        store.Writer.Commit = _ => throw new SqliteException("disk I/O error", SQLitePCL.raw.SQLITE_IOERR, SQLitePCL.raw.SQLITE_IOERR_FSYNC);
        disk.GoOn();

        (await first).ShouldBe(StoreAnswer.Done.Instance);
        (await Task.WhenAll(others)).ShouldAllBe(answer => answer is StoreAnswer.Failed);
        store.Writer.Commit = session => session.Execute("COMMIT");
        (await store.KeepAsync(Mail(), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        (await store.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_when_there_is_room_again_mail_is_kept_again()
    {
        var store = await _folder.OpenAsync();
        await store.Writer.WriteAsync(session => session.Execute("PRAGMA max_page_count = 1"), Cancellation);
        (await store.KeepAsync(Mail(4000), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        var full = await Fill(store);
        full.ShouldBeOfType<StoreAnswer.Full>().Why.ShouldContain("the disk is full");

        await store.Writer.WriteAsync(session => session.Execute("PRAGMA max_page_count = 1000000"), Cancellation);
        (await store.KeepAsync(Mail(4000), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
    }

    [Fact]
    public async Task A_database_that_somebody_else_has_locked_is_said_and_used_again_when_it_is_free()
    {
        var store = await _folder.OpenAsync();
        using (var other = _folder.Connect())
        {
            SqliteConnections.Execute(other, "BEGIN EXCLUSIVE");
            (await store.KeepAsync(Mail(), Cancellation)).ShouldBeOfType<StoreAnswer.Failed>().Why.ShouldContain("another program has locked it");
        }

        (await store.KeepAsync(Mail(), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
    }

    [Fact]
    public async Task More_mail_than_may_wait_is_refused_as_full_and_ends_of_attempts_are_not()
    {
        var store = await _folder.OpenAsync(_folder.Options with { QueuedMails = 2 });
        await store.OweAsync("#a");
        var delivery = (await store.LeaseAsync()).Single();
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;

        var waiting = new[] { store.KeepAsync(Mail(), Cancellation), store.KeepAsync(Mail(), Cancellation) };
        (await store.KeepAsync(Mail(), Cancellation)).ShouldBeOfType<StoreAnswer.Full>();
        var recording = store.RecordAsync(delivery, new Mail2Alert.Deliveries.AttemptEnd.Delivered(), Cancellation);
        disk.GoOn();

        (await Task.WhenAll([first, .. waiting, recording])).ShouldAllBe(answer => answer is StoreAnswer.Done);
    }

    [Fact]
    public async Task More_bytes_than_may_wait_are_refused_as_full()
    {
        var store = await _folder.OpenAsync(_folder.Options with { QueuedBytes = 5000 });
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(4000), Cancellation);
        await disk.Committing;

        var second = store.KeepAsync(Mail(4000), Cancellation);
        (await store.KeepAsync(Mail(4000), Cancellation)).ShouldBeOfType<StoreAnswer.Full>();
        disk.GoOn();

        (await Task.WhenAll(first, second)).ShouldAllBe(answer => answer is StoreAnswer.Done);
    }

    [Fact]
    public async Task A_mail_nobody_waits_for_any_more_is_not_kept()
    {
        var store = await _folder.OpenAsync();
        using var gone = new CancellationTokenSource();
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;

        var second = store.KeepAsync(Mail(), gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        disk.GoOn();
        await first;
        await store.KeepAsync(Mail(), Cancellation);

        (await store.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(2);
    }

    [Fact]
    public async Task Closing_writes_what_was_queued()
    {
        var store = await _folder.OpenAsync();
        var keeping = Enumerable.Range(0, 100).Select(_ => store.KeepAsync(Mail(), Cancellation)).ToList();

        await _folder.CloseAsync(store);

        (await Task.WhenAll(keeping)).ShouldAllBe(answer => answer is StoreAnswer.Done);
        _folder.Query("SELECT count(*) FROM mail").ShouldBe(100L);
    }

    private static async Task<StoreAnswer> Fill(SqliteStore store)
    {
        StoreAnswer answer = StoreAnswer.Done.Instance;
        for (var i = 0; i < 100 && answer is StoreAnswer.Done; i++)
            answer = await store.KeepAsync(Mail(4000), Cancellation);
        return answer;
    }
}
