using System.Buffers;
using System.IO.Pipelines;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>Tells when a session, having seen so many octets, can only wait for more: what comes then comes in a read of its own.</summary>
internal sealed class WatchedReader(PipeReader inner, Action<long> onWaiting) : PipeReader
{
    private ReadOnlySequence<byte> _buffer;
    private long _consumed;
    private long _seen;

    public override bool TryRead(out ReadResult result) => inner.TryRead(out result) && Show(result);

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var reading = inner.ReadAsync(cancellationToken);
        if (!reading.IsCompleted)
        {
            onWaiting(_seen);
        }

        var result = await reading;
        Show(result);
        return result;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _consumed += _buffer.Slice(0, consumed).Length;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private bool Show(ReadResult result)
    {
        _buffer = result.Buffer;
        _seen = _consumed + _buffer.Length;
        return true;
    }
}
