using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Transport;

/// <summary>
/// The two directions of a connection and the rule that joins them: replies are sent when there is nothing more to read, so that a batch of
/// pipelined commands is answered at once (RFC 2920 §3.2).
/// </summary>
/// <remarks>No cancellation tokens: to register one for each read costs more than the read. <see cref="Interrupt"/> wakes who waits.</remarks>
internal sealed class SmtpWire(IDuplexPipe transport) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private SmtpTlsPipe? _tls;

    /// <summary>The bytes as they travel; what the session says and hears once there is TLS goes through that.</summary>
    public IDuplexPipe Transport => transport;

    private IDuplexPipe Inner => _tls is null ? transport : _tls;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadResult> ReadAsync()
    {
        if (Inner.Input.TryRead(out var ready))
        {
            return ready;
        }

        await FlushAsync().ConfigureAwait(false);
        return await Inner.Input.ReadAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// True when the client has sent something that was not read yet. Swallows an interruption: who asks must look for one before the next read.
    /// </summary>
    public bool HasInput()
    {
        if (!Inner.Input.TryRead(out var ready))
        {
            return false;
        }

        Inner.Input.AdvanceTo(ready.Buffer.Start);
        return !ready.Buffer.IsEmpty;
    }

    /// <summary>What stands before the position is done with; what stands behind it was not looked at yet.</summary>
    public void AdvanceTo(SequencePosition consumed) => Inner.Input.AdvanceTo(consumed);

    /// <summary>Nothing is done with, and only more input helps.</summary>
    public void WaitForMore(ReadOnlySequence<byte> buffer) => Inner.Input.AdvanceTo(buffer.Start, buffer.End);

    public void Write(SmtpReply reply) => Inner.Output.Write(reply.Wire);

    /// <summary>False when it was interrupted before the client took what we sent.</summary>
    public async ValueTask<bool> FlushAsync()
    {
        if (_tls is not null)
        {
            // Encrypts into the transport's buffer, at once; only the transport waits for the client.
            await _tls.Output.FlushAsync().ConfigureAwait(false);
        }

        var result = await transport.Output.FlushAsync().ConfigureAwait(false);
        return !result.IsCanceled;
    }

    /// <summary>Whether a client that has shut down its side said anything that was not read yet. To be asked while nobody reads.</summary>
    public async ValueTask<bool> HasMoreAsync()
    {
        try
        {
            // What came is there already; only behind TLS it is still to be decrypted.
            if (!Inner.Input.TryRead(out var read))
            {
                if (_tls is null)
                {
                    return false;
                }

                read = await Inner.Input.ReadAsync().ConfigureAwait(false);
            }

            AdvanceTo(read.Buffer.Start);
            return !read.Buffer.IsEmpty;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends the wait that is going on, or else the next one.</summary>
    public void Interrupt()
    {
        lock (_lock)
        {
            transport.Output.CancelPendingFlush();
            Inner.Input.CancelPendingRead();
        }
    }

    /// <summary>From here on everything goes through TLS. Locked: an interruption reaches the one pipe or finds the other.</summary>
    public void Secure(SmtpTlsPipe tls)
    {
        lock (_lock)
        {
            _tls = tls;
        }
    }

    /// <summary>Nothing is written after this; what was is still to be flushed.</summary>
    public Task CloseAsync() => _tls?.CloseAsync() ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _tls?.DisposeAsync() ?? default;
}
