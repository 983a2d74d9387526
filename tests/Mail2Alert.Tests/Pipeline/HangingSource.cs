using System.Diagnostics;
using Mail2Alert.Messages;
using Mail2Alert.Sources;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>A source that never learns what it asks for.</summary>
internal sealed class HangingSource : ISource
{
    public string Name => "slow";

    public Claim Claim { get; } = new([], []);

    public TaskCompletionSource Started { get; } = new();

    public bool IsReading { get; private set; }

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        IsReading = true;
        try
        {
            Started.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new UnreachableException();
        }
        finally
        {
            IsReading = false;
        }
    }
}
