using System.Collections.Concurrent;
using System.Threading.Channels;
using Mail2Alert.Channels;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Pipeline.Engine;

/// <summary>Targets that answer as the test says, and remember who knocked, when, and how many at once.</summary>
internal sealed class ScriptedTargets(TimeProvider clock) : IChannel
{
    private readonly ConcurrentQueue<Knock> _knocks = new();
    private readonly Channel<string> _arrivals = Channel.CreateUnbounded<string>();
    private int _atOnce;

    public string Scheme => "test";

    /// <summary>How the one answers that is down; null while it is up.</summary>
    public Func<Outcome>? Trouble { get; set; }

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<Knock> KnocksAt(Target target) => [.. _knocks.Where(knock => target.Equals(knock.Target))];

    /// <summary>What a target was told, in order.</summary>
    public IReadOnlyList<string> ToldTo(Target target) => [.. KnocksAt(target).Where(knock => knock.GotThrough).Select(knock => knock.Title)];

    /// <summary>What the one that is up is told next. Time does not move meanwhile.</summary>
    public async Task<string> NextAtUpAsync(CancellationToken cancellationToken) => await _arrivals.Reader.ReadAsync(cancellationToken);

    public async Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var isDown = target.Equals(RunningEngine.Down);
        var trouble = isDown ? Trouble : null;
        if (isDown)
            Count(1);
        _knocks.Enqueue(new Knock(target, notification.Alert.Title, clock.GetUtcNow(), trouble is null));
        // Room for others to come at the same time.
        await Task.Yield();
        if (isDown)
            Count(-1);
        else
            _arrivals.Writer.TryWrite(notification.Alert.Title);
        return trouble?.Invoke() ?? new Outcome.Delivered();
    }

    private void Count(int by)
    {
        lock (_knocks)
        {
            _atOnce += by;
            MostAtOnce = Math.Max(MostAtOnce, _atOnce);
        }
    }
}

internal sealed record Knock(Target Target, string Title, DateTimeOffset At, bool GotThrough);
