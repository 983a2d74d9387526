using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>A few connections for reading. They see the last commit and never hold up the writer.</summary>
internal sealed class SqliteReaders(SqliteStoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Readers);
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return Read(read);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
        _free.Dispose();
    }

    // A connection on which reading failed is not used again.
    private T Read<T>(Func<SqliteSession, T> read)
    {
        SqliteSession? session = null;
        try
        {
            session = _idle.TryTake(out var idle) ? idle : new SqliteSession(SqliteConnections.OpenReader(options));
            var result = read(session);
            _idle.Add(session);
            session = null;
            return result;
        }
        catch (SqliteException exception)
        {
            throw SqliteTrouble.Of(exception, options.Path);
        }
        finally
        {
            session?.Dispose();
        }
    }
}
