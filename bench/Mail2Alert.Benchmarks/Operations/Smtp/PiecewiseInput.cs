using System.Buffers;
using System.IO.Pipelines;

namespace Mail2Alert.Benchmarks.Operations.Smtp;

/// <summary>The same octets again and again, 4 KiB at a time as a socket gives them, without an allocation of its own.</summary>
internal sealed class PiecewiseInput(byte[] octets) : PipeReader
{
    private const int Piece = 4096;

    private int _from;

    public void Rewind() => _from = 0;

    public override bool TryRead(out ReadResult result)
    {
        result = new ReadResult(new ReadOnlySequence<byte>(octets, _from, Math.Min(Piece, octets.Length - _from)), isCanceled: false, isCompleted: false);
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        TryRead(out var result) ? new(result) : throw new InvalidOperationException();

    public override void AdvanceTo(SequencePosition consumed) => _from = consumed.GetInteger();

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

    public override void CancelPendingRead()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }
}
