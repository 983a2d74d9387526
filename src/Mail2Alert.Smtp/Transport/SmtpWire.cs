using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Mail2Alert.Smtp.Transport;

/// <summary>
/// The two directions of a connection and the rule that joins them: replies are sent when there is nothing more to read, so that a batch of
/// pipelined commands is answered at once (RFC 2920 §3.2).
/// </summary>
/// <remarks>No cancellation tokens: to register one for each read costs more than the read. <see cref="Interrupt"/> wakes who waits.</remarks>
internal sealed class SmtpWire(IDuplexPipe pipe)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadResult> ReadAsync()
    {
        if (pipe.Input.TryRead(out var ready))
        {
            return ready;
        }

        await pipe.Output.FlushAsync().ConfigureAwait(false);
        return await pipe.Input.ReadAsync().ConfigureAwait(false);
    }

    /// <summary>What stands before the position is done with; what stands behind it was not looked at yet.</summary>
    public void AdvanceTo(SequencePosition consumed) => pipe.Input.AdvanceTo(consumed);

    /// <summary>Nothing is done with, and only more input helps.</summary>
    public void WaitForMore(ReadOnlySequence<byte> buffer) => pipe.Input.AdvanceTo(buffer.Start, buffer.End);

    public void Write(SmtpReply reply) => pipe.Output.Write(reply.Wire);

    /// <summary>False when it was interrupted before the client took what we sent.</summary>
    public async ValueTask<bool> FlushAsync()
    {
        var result = await pipe.Output.FlushAsync().ConfigureAwait(false);
        return !result.IsCanceled;
    }

    /// <summary>Ends the wait that is going on, or else the next one.</summary>
    public void Interrupt()
    {
        pipe.Output.CancelPendingFlush();
        pipe.Input.CancelPendingRead();
    }
}
