using System.Diagnostics;
using System.Net.Sockets;

namespace Mail2Alert.Channels.Mail;

/// <summary>
/// Connections to the relay, kept and shared. The one used last goes out first, so that the rest can grow old and be closed; who finds none
/// waits in line, for as long as its own time allows.
/// </summary>
/// <remarks>
/// A relay has a limit of its own and says so by refusing a connection. As long as others are established, that is no failure: the pool takes
/// their number as its limit for a minute, and the mail waits for one of them. When none is, the relay is down, and nothing is learnt from it.
/// </remarks>
internal sealed class RelayPool(
    Func<CancellationToken, Task<RelayConnection>> dial,
    int maxConnections,
    TimeSpan idleTimeout,
    TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan LimitLearnedFor = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Stack<RelayConnection> _idle = new();
    private readonly Queue<Waiter> _waiters = new();
    private int _open;
    private int _dialling;
    private int _learnedLimit = int.MaxValue;
    private DateTimeOffset _learnedUntil;

    /// <summary>Connections open now, idle or in use.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>A connection for one mail. Give it back, whatever became of it.</summary>
    public async Task<RelayConnection> RentAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (client, waiter) = TakeOrQueue();
            if (waiter is not null)
                client = await waiter.WaitAsync(cancellationToken);
            if (client is not null)
                return client;
            if (await DialAsync(cancellationToken) is { } dialled)
                return dialled;
        }
    }

    public void Return(RelayConnection client)
    {
        if (!client.IsConnected)
        {
            client.Dispose();
            Release(wasDialling: false);
            return;
        }
        client.IdleSince = clock.GetUtcNow();
        lock (_lock)
        {
            if (!HandOver(client))
                _idle.Push(client);
        }
        CloseOld();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in TakeIdle(_ => true))
            await QuitAsync(client);
    }

    // Null and no waiter: the caller owns a free place and may dial.
    private (RelayConnection? Client, Waiter? Waiter) TakeOrQueue()
    {
        lock (_lock)
        {
            while (_idle.TryPop(out var client))
            {
                if (client.IsConnected && clock.GetUtcNow() - client.IdleSince < idleTimeout)
                    return (client, null);
                client.Dispose();
                _open--;
            }
            if (_open < Limit)
            {
                _open++;
                _dialling++;
                return (null, null);
            }
            var waiter = new Waiter();
            _waiters.Enqueue(waiter);
            return (null, waiter);
        }
    }

    private int Limit => clock.GetUtcNow() < _learnedUntil ? Math.Min(_learnedLimit, maxConnections) : maxConnections;

    private async Task<RelayConnection?> DialAsync(CancellationToken cancellationToken)
    {
        try
        {
            var client = await dial(cancellationToken);
            lock (_lock)
                _dialling--;
            return client;
        }
        catch (Exception refused) when (IsRefusal(refused) && LearnLimit())
        {
            return null;
        }
        catch
        {
            Release(wasDialling: true);
            throw;
        }
    }

    // True, and the place is given up, when the mail may wait for one of the connections that are established.
    private bool LearnLimit()
    {
        lock (_lock)
        {
            var established = _open - _dialling;
            if (established == 0)
                return false;
            _dialling--;
            _open--;
            _learnedLimit = established;
            _learnedUntil = clock.GetUtcNow() + LimitLearnedFor;
            return true;
        }
    }

    private static bool IsRefusal(Exception exception) =>
        exception is IOException
            or SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.ConnectionReset };

    // A place became free: the first in line gets it and dials for itself. In one step with the end of the dialling, or for a moment the
    // place would look like a connection that is established.
    private void Release(bool wasDialling)
    {
        lock (_lock)
        {
            _dialling -= wasDialling ? 1 : 0;
            if (_open <= Limit && HandOver(null))
                _dialling++;
            else
                _open--;
        }
    }

    private bool HandOver(RelayConnection? client)
    {
        while (_waiters.TryDequeue(out var waiter))
        {
            if (waiter.TrySetResult(client))
                return true;
        }
        return false;
    }

    private void CloseOld()
    {
        foreach (var client in TakeIdle(client => clock.GetUtcNow() - client.IdleSince >= idleTimeout))
            client.Dispose();
    }

    private List<RelayConnection> TakeIdle(Predicate<RelayConnection> which)
    {
        lock (_lock)
        {
            if (!_idle.Any(client => which(client)))
                return [];
            var taken = _idle.Where(client => which(client)).ToList();
            var kept = _idle.Where(client => !which(client)).Reverse().ToList();
            _idle.Clear();
            kept.ForEach(_idle.Push);
            _open -= taken.Count;
            return taken;
        }
    }

    private static async Task QuitAsync(RelayConnection client)
    {
        using (client)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await client.QuitAsync(patience.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                Debug.WriteLine(exception);
            }
        }
    }

    private sealed class Waiter() : TaskCompletionSource<RelayConnection?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public async Task<RelayConnection?> WaitAsync(CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.Register(() => TrySetCanceled(cancellationToken));
            return await Task;
        }
    }
}
