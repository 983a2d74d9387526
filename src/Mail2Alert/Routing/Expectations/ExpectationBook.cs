using System.Collections.Frozen;
using Mail2Alert.Alerts;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Routing.Expectations;

/// <summary>The expectations of the configuration, and how each of them stands.</summary>
internal sealed class ExpectationBook
{
    private readonly Lock _lock = new();
    private readonly FrozenDictionary<string, Expectation> _expectations;
    private readonly ILookup<string, Expectation> _bySource;
    private readonly Dictionary<string, ExpectationState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MissingState> _missing = new(StringComparer.Ordinal);
    private readonly Agenda<string> _agenda = new();

    public ExpectationBook(IReadOnlyList<Expectation> expectations)
    {
        _expectations = expectations.ToFrozenDictionary(expectation => expectation.Name);
        _bySource = expectations.ToLookup(expectation => expectation.Source);
    }

    /// <summary>When something is due next; null for never.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_lock)
                return _agenda.Next;
        }
    }

    /// <summary>Begins where the program stopped.</summary>
    /// <param name="states">What was seen.</param>
    /// <param name="missing">What was told to be missing.</param>
    /// <param name="now">What the time is.</param>
    /// <returns>What has to be remembered now.</returns>
    public IReadOnlyList<ExpectationState> Start(
        IEnumerable<ExpectationState> states, IEnumerable<MissingState> missing, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var state in states.Where(state => Has(state.Name)))
                _states[state.Name] = state;
            foreach (var state in missing.Where(state => Has(state.Name)))
                _missing[state.Name] = state;
            var changed = _expectations.Values
                .Select(expectation => (Before: _states.GetValueOrDefault(expectation.Name), After: Started(expectation, now)))
                .Where(state => state.Before != state.After)
                .Select(state => state.After)
                .ToList();
            foreach (var state in changed)
                _states[state.Name] = state;
            foreach (var name in _expectations.Keys)
                Schedule(name);
            return changed;
        }
    }

    /// <summary>The expectations that an alert's mail meets, as they stand then. Nothing is changed.</summary>
    public IReadOnlyList<ExpectationState> Met(Alert alert)
    {
        if (!_bySource.Contains(alert.Source))
            return [];
        lock (_lock)
        {
            return [.. _bySource[alert.Source]
                .Where(expectation => expectation.IsMetBy(alert))
                .Select(expectation => State(expectation.Name, alert.At))
                .Where(state => state.LastGood < alert.At)
                .Select(state => state with { LastGood = alert.At, NotBefore = null })];
        }
    }

    /// <summary>A good mail is on disk. Of two at once, the later one counts.</summary>
    public void Seen(ExpectationState state)
    {
        lock (_lock)
        {
            if (_states.GetValueOrDefault(state.Name) is { } before && before.LastGood > state.LastGood)
                return;
            _states[state.Name] = state;
            Schedule(state.Name);
        }
    }

    /// <summary>That it is missing, or back, is on disk.</summary>
    public void Told(string name, MissingState? missing)
    {
        lock (_lock)
        {
            if (missing is null)
                _missing.Remove(name);
            else
                _missing[name] = missing;
            Schedule(name);
        }
    }

    /// <summary>One that is missing by now, or is back; it is the caller's until <see cref="Told"/> or <see cref="Later"/>.</summary>
    public DueExpectation? TakeDue(DateTimeOffset now)
    {
        lock (_lock)
            return _agenda.TryTake(now, out var name) ? new DueExpectation(_expectations[name], _states[name], _missing.GetValueOrDefault(name)) : null;
    }

    /// <summary>True when the configuration has it.</summary>
    public bool Has(string name) => _expectations.ContainsKey(name);

    /// <summary>It could not be told now.</summary>
    public void Later(string name, DateTimeOffset at)
    {
        lock (_lock)
            _agenda.Set(name, at);
    }

    private ExpectationState Started(Expectation expectation, DateTimeOffset now)
    {
        if (!_states.TryGetValue(expectation.Name, out var state))
            return new ExpectationState(expectation.Name, now);
        return state.NotBefore is null && !_missing.ContainsKey(state.Name) && expectation.Deadline(state) < now
            ? state with { NotBefore = now + expectation.Grace }
            : state;
    }

    private ExpectationState State(string name, DateTimeOffset now) => _states.GetValueOrDefault(name) ?? new ExpectationState(name, now.AddTicks(-1));

    private void Schedule(string name)
    {
        var state = _states[name];
        if (_missing.TryGetValue(name, out var missing))
            SetOrRemove(name, missing.Since <= state.LastGood ? state.LastGood : null);
        else
            SetOrRemove(name, _expectations[name].Deadline(state));
    }

    private void SetOrRemove(string name, DateTimeOffset? at)
    {
        if (at is { } due)
            _agenda.Set(name, due);
        else
            _agenda.Remove(name);
    }
}

/// <summary>An expectation of which there is something to tell.</summary>
/// <param name="Expectation">Which.</param>
/// <param name="State">When it was last seen.</param>
/// <param name="Missing">That it was told to be missing, and is back; null when it is missing now.</param>
internal sealed record DueExpectation(Expectation Expectation, ExpectationState State, MissingState? Missing);
