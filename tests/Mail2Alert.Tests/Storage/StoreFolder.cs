using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.Tests.Storage;

/// <summary>A directory of its own for the stores of one test, gone with it.</summary>
internal sealed class StoreFolder : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mail2alert-store-").FullName;
    private readonly List<IStore> _open = [];
    private int _crashes;

    public SettableClock Clock { get; } = new();

    public string Database { get; private set; }

    public StoreFolder() => Database = Path.Combine(_root, "mail2alert.db");

    public SqliteStoreOptions Options => new() { Path = Database, InlineBytes = 4096, BusyTimeout = TimeSpan.FromSeconds(1) };

    public string Mails => Database + "-mails";

    public async Task<SqliteStore> OpenAsync(SqliteStoreOptions? options = null) =>
        (SqliteStore)(await OpeningAsync(options)).ShouldBeOfType<StoreOpening.Opened>().Store;

    public async Task<StoreOpening> OpeningAsync(SqliteStoreOptions? options = null)
    {
        var opening = await SqliteOpening.OpenAsync(options ?? Options, Clock, TestContext.Current.CancellationToken);
        if (opening is StoreOpening.Opened opened)
            _open.Add(opened.Store);
        return opening;
    }

    /// <summary>What a crash leaves: the files as they are at this moment, open and unfolded. What is opened next is opened on them.</summary>
    public void Crash()
    {
        var after = Directory.CreateDirectory(Path.Combine(_root, $"after-crash-{++_crashes}")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Database)!, "mail2alert.db*"))
        {
            if (!file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith("-lock", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
        }
        CopyMails(Path.Combine(after, "mail2alert.db-mails"));
        Database = Path.Combine(after, "mail2alert.db");
    }

    /// <summary>Somebody else's connection, as an administrator opens one.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    public object? Query(string sql)
    {
        using var connection = Connect();
        return SqliteConnections.Read(connection, sql);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open)
            await store.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    public async Task CloseAsync(IStore store)
    {
        _open.Remove(store);
        await store.DisposeAsync();
    }

    private void CopyMails(string to)
    {
        foreach (var file in Directory.EnumerateFiles(Mails, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(Mails, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Directory.CreateDirectory(to);
    }
}
