using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>What can end a session from outside: its client's silence, a client that is gone, a server that stops.</summary>
internal sealed class SmtpSessionLifetime : IAsyncDisposable
{
    // A timer's step.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _aborted = new();
    private readonly CancellationTokenSource _closed;
    private readonly CancellationToken _connectionClosed;
    private readonly SmtpWire _wire;
    private readonly SmtpDeadline _silence;
    private readonly SmtpDeadline _grace;
    private readonly TimeSpan _shutdownTimeout;
    private readonly TimeProvider _time;
    private TaskCompletionSource? _pause;
    private volatile SmtpLimit _allowed;
    private volatile SmtpLimit _ranOut;
    private volatile bool _isStopping;
    private volatile bool _isOverdue;
    private volatile bool _isSilent;

    /// <summary>Begins the watch.</summary>
    /// <param name="server">Says how long a stop may take.</param>
    /// <param name="wire">Wakes the session to look here, and knows what the client said before it went.</param>
    /// <param name="connectionClosed">Cancelled when the client is gone.</param>
    public SmtpSessionLifetime(SmtpServer server, SmtpWire wire, CancellationToken connectionClosed)
    {
        _closed = CancellationTokenSource.CreateLinkedTokenSource(_aborted.Token, connectionClosed);
        _connectionClosed = connectionClosed;
        _wire = wire;
        _silence = new SmtpDeadline(server.Time, OnSilence);
        _grace = new SmtpDeadline(server.Time, OnOverdue);
        _shutdownTimeout = server.Options.ShutdownTimeout;
        _time = server.Time;
    }

    /// <summary>Cancelled when nobody waits for a handler's answer any more: the client is gone, or the stop is overdue.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>Cancelled also when the client has shut down its side, though it may still listen.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>No new transaction may begin.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>The client's time ran out.</summary>
    public bool IsSilent => _isSilent;

    /// <summary>Not even the transaction in flight may go on.</summary>
    public bool MustEnd => _isSilent || _isOverdue;

    /// <summary>The bound whose time ran out first; <see cref="SmtpLimit.None"/> while none did.</summary>
    public SmtpLimit RanOut => _ranOut;

    /// <summary>The client has this long for what it does next.</summary>
    public void Allow(SmtpPatience patience)
    {
        _allowed = patience.Limit;
        _silence.Set(patience.Time);
    }

    /// <summary>It is our turn: a slow handler is not the client's silence.</summary>
    public void StopWaiting() => _silence.Clear();

    /// <summary>Notes that a bound was met without a wait for it.</summary>
    public void RunOut(SmtpLimit limit)
    {
        _ranOut = _ranOut == SmtpLimit.None ? limit : _ranOut;
        _isSilent = true;
    }

    /// <summary>Lets the client wait, without a thread and no longer than anybody cares. False when it is gone or the server stops.</summary>
    public async ValueTask<bool> PauseAsync(TimeSpan length)
    {
        var over = new TaskCompletionSource();
        using var timer = _time.CreateTimer(static over => ((TaskCompletionSource)over!).TrySetResult(), over, length, Timeout.InfiniteTimeSpan);
        using var gone = Closed.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over);
        Interlocked.Exchange(ref _pause, over);
        if (!_isStopping && length >= ShortestPause)
        {
            await over.Task.ConfigureAwait(false);
        }

        return !_isStopping && !Closed.IsCancellationRequested;
    }

    public void Stop()
    {
        _isStopping = true;
        _grace.Set(_shutdownTimeout);
        _wire.Interrupt();

        // Either this sees the pause, or the pause sees the flag above: both are exchanged, so neither is read too early.
        Interlocked.Exchange(ref _pause, null)?.TrySetResult();
    }

    /// <summary>
    /// Waits for a handler's answer, and calls it off when the client goes away. Exim says QUIT behind its message and shuts down its side at
    /// once: who said more than what is being answered still waits for the replies.
    /// </summary>
    public ValueTask<T> WatchAsync<T>(ValueTask<T> answer) => answer.IsCompleted ? answer : WatchAsync(answer.AsTask());

    public async ValueTask DisposeAsync()
    {
        await _silence.DisposeAsync().ConfigureAwait(false);
        await _grace.DisposeAsync().ConfigureAwait(false);
        _closed.Dispose();
        _aborted.Dispose();
    }

    private async ValueTask<T> WatchAsync<T>(Task<T> answer)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _connectionClosed.Register(closed.SetResult).ConfigureAwait(false);
        if (await Task.WhenAny(answer, closed.Task).ConfigureAwait(false) == closed.Task && !await _wire.HasMoreAsync().ConfigureAwait(false))
        {
            await _aborted.CancelAsync().ConfigureAwait(false);
        }

        return await answer.ConfigureAwait(false);
    }

    private void OnSilence()
    {
        RunOut(_allowed);
        _wire.Interrupt();
    }

    private void OnOverdue()
    {
        // Not awaited, and not run here: what a handler does on cancellation must not take down the timer's thread.
        _ranOut = _ranOut == SmtpLimit.None ? SmtpLimit.ShutdownTime : _ranOut;
        _isOverdue = true;
        _ = _aborted.CancelAsync();
        _wire.Interrupt();
    }
}
