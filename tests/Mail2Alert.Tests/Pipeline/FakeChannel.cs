using System.Collections.Concurrent;
using Mail2Alert.Channels;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>Tells what it was asked to tell, and answers as it is told to.</summary>
internal sealed class FakeChannel : IChannel
{
    public string Scheme => "test";

    public Dictionary<string, Outcome> Outcomes { get; } = [];

    public ConcurrentQueue<string> Told { get; } = new();

    public bool Hangs { get; set; }

    public TaskCompletionSource Started { get; } = new();

    public async Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        Told.Enqueue(target.Address);
        Started.TrySetResult();
        if (Hangs)
        {
            var cancelled = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            return new Outcome.Retry("did not answer in time");
        }
        return Outcomes.GetValueOrDefault(target.Address) ?? new Outcome.Delivered();
    }
}
