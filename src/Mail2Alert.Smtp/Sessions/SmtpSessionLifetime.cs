using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>What can end a session from outside: its client's silence, a client that is gone, a server that stops.</summary>
internal sealed class SmtpSessionLifetime : IAsyncDisposable
{
    private readonly CancellationTokenSource _aborted;
    private readonly SmtpDeadline _silence;
    private readonly SmtpDeadline _grace;
    private readonly TimeSpan _shutdownTimeout;
    private readonly Action _interrupt;
    private volatile bool _isStopping;
    private volatile bool _isOverdue;
    private volatile bool _isSilent;

    /// <summary>Begins the watch.</summary>
    /// <param name="server">Says how long a stop may take.</param>
    /// <param name="interrupt">Wakes the session to look here.</param>
    /// <param name="connectionClosed">Cancelled when the client is gone.</param>
    public SmtpSessionLifetime(SmtpServer server, Action interrupt, CancellationToken connectionClosed)
    {
        _aborted = CancellationTokenSource.CreateLinkedTokenSource(connectionClosed);
        _silence = new SmtpDeadline(server.Time, OnSilence);
        _grace = new SmtpDeadline(server.Time, OnOverdue);
        _shutdownTimeout = server.Options.ShutdownTimeout;
        _interrupt = interrupt;
    }

    /// <summary>Cancelled when nobody waits for a handler's answer any more: the client is gone, or the stop is overdue.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>No new transaction may begin.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>The client said nothing in the time it was allowed.</summary>
    public bool IsSilent => _isSilent;

    /// <summary>Not even the transaction in flight may go on.</summary>
    public bool MustEnd => _isSilent || _isOverdue;

    /// <summary>The client has this long for what it does next.</summary>
    public void Allow(TimeSpan silence) => _silence.Set(silence);

    /// <summary>It is our turn: a slow handler is not the client's silence.</summary>
    public void StopWaiting() => _silence.Clear();

    public void Stop()
    {
        _isStopping = true;
        _grace.Set(_shutdownTimeout);
        _interrupt();
    }

    public async ValueTask DisposeAsync()
    {
        await _silence.DisposeAsync().ConfigureAwait(false);
        await _grace.DisposeAsync().ConfigureAwait(false);
        _aborted.Dispose();
    }

    private void OnSilence()
    {
        _isSilent = true;
        _interrupt();
    }

    private void OnOverdue()
    {
        // Not awaited, and not run here: what a handler does on cancellation must not take down the timer's thread.
        _isOverdue = true;
        _ = _aborted.CancelAsync();
        _interrupt();
    }
}
