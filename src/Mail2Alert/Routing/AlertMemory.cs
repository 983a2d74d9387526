using System.Collections.Concurrent;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>The last state of each alert. Bounded: past the capacity, those not heard of for longest are forgotten.</summary>
/// <param name="capacity">How many are remembered.</param>
/// <param name="inhibitors">Learn of all that is remembered and forgotten; null where nothing keeps others quiet.</param>
internal sealed class AlertMemory(int capacity, Inhibitors? inhibitors = null)
{
    private readonly ConcurrentDictionary<AlertId, Remembered> _states = new();
    private long _clock;

    public int Count => _states.Count;

    /// <summary>All that is remembered, in no order.</summary>
    public IEnumerable<(AlertId Id, AlertState State)> All => _states.Select(entry => (entry.Key, entry.Value.State));

    /// <summary>What is remembered of an alert; null when nothing is.</summary>
    public AlertState? Recall(AlertId id) => _states.GetValueOrDefault(id)?.State;

    /// <summary>Remembers what is on disk. Of the same alert, one at a time.</summary>
    public void Remember(AlertId id, AlertState state)
    {
        Forget();
        _states[id] = new Remembered(state, Interlocked.Increment(ref _clock));
        inhibitors?.Put(id, state);
    }

    /// <summary>Decides from what is remembered and remembers what comes of it, as one step: of two mails about the same alert, one comes first.</summary>
    public RoutingDecision Decide(AlertId id, Func<AlertState?, RoutingDecision> decide)
    {
        while (true)
        {
            _states.TryGetValue(id, out var before);
            var decision = decide(before?.State);
            if (decision.State is null || decision.State == before?.State || Replace(id, before, decision.State))
                return decision;
        }
    }

    private bool Replace(AlertId id, Remembered? before, AlertState state)
    {
        var after = new Remembered(state, Interlocked.Increment(ref _clock));
        if (before is null)
            Forget();
        if (before is null ? !_states.TryAdd(id, after) : !_states.TryUpdate(id, after, before))
            return false;
        inhibitors?.Put(id, state);
        return true;
    }

    // A tenth at once, so that the scan is paid for by many mails.
    private void Forget()
    {
        if (_states.Count < capacity)
            return;
        foreach (var (id, _) in _states.OrderBy(entry => entry.Value.Age).Take(Math.Max(1, capacity / 10)))
        {
            _states.TryRemove(id, out _);
            inhibitors?.Remove(id);
        }
    }

    private sealed record Remembered(AlertState State, long Age);
}
