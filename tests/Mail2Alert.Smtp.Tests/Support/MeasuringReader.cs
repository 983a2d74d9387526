using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>Notes how much input was waiting at once: what a session leaves in the pipe piles up there.</summary>
internal sealed class MeasuringReader(PipeReader inner) : PipeReader
{
    public long Longest { get; private set; }

    public override bool TryRead(out ReadResult result) => inner.TryRead(out result) && Measure(result);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await inner.ReadAsync(cancellationToken);
        Measure(result);
        return result;
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private bool Measure(ReadResult result)
    {
        Longest = Math.Max(Longest, result.Buffer.Length);
        return true;
    }
}
