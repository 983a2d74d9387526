using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

/// <summary>A commit whose every page was written, and whose sync failed: the log holds it, and the notifier was told that nobody has it.</summary>
public sealed class FailedSyncTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    private string Log => _folder.Database + "-wal";

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task What_was_refused_does_not_come_back_after_a_crash()
    {
        var store = await OpenAsync();
        await store.KeepAsync(Mail(), Cancellation);
        var written = LogWithAnotherMail();

        store.Writer.Commit = session =>
        {
            session.Execute("ROLLBACK");
            File.WriteAllBytes(Log, written);
            throw SyncFailed;
        };
        (await store.KeepAsync(Mail(), Cancellation)).ShouldBeOfType<StoreAnswer.Failed>();
        _folder.Crash();
        await _folder.OpenAsync();

        _folder.Query("SELECT count(*) FROM mail").ShouldBe(1L);
    }

    [Fact]
    public async Task Later_commits_do_not_stand_behind_a_log_that_may_have_a_hole()
    {
        var store = await OpenAsync();
        for (var i = 0; i < 20; i++)
            await store.KeepAsync(Mail(4000), Cancellation);
        var before = new FileInfo(Log).Length;
        var commit = store.Writer.Commit;

        store.Writer.Commit = _ => throw SyncFailed;
        (await store.KeepAsync(Mail(), Cancellation)).ShouldBeOfType<StoreAnswer.Failed>();
        store.Writer.Commit = commit;
        (await store.KeepAsync(Mail(), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        new FileInfo(Log).Length.ShouldBeLessThan(before);
        (await store.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(21);
    }

    private static SqliteException SyncFailed => new("disk I/O error", SQLitePCL.raw.SQLITE_IOERR, SQLitePCL.raw.SQLITE_IOERR_FSYNC);

    // As in the running program somebody reads, too: the last connection to be closed would take the log away.
    private async Task<SqliteStore> OpenAsync()
    {
        var store = await _folder.OpenAsync();
        await store.Desk.FiguresAsync(Cancellation);
        return store;
    }

    // What SQLite would have written, had it gone on from here: made on a copy.
    private byte[] LogWithAnotherMail()
    {
        var copy = _folder.Database + ".copy";
        File.Copy(_folder.Database, copy);
        File.Copy(Log, copy + "-wal");
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        connection.Open();
        SqliteConnections.Execute(connection, "INSERT INTO mail (id, received, size, eight_bit, in_file, envelope) VALUES ('refused', 0, 0, 0, 0, '{}')");
        return File.ReadAllBytes(copy + "-wal");
    }
}
