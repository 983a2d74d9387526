namespace Mail2Alert.Crash;

/// <summary>All that is left to chance, from one seed. Threads draw in the order in which they come, so a seed repeats the kind of a run, not its moments.</summary>
internal sealed class Chance(int seed)
{
    private readonly Lock _lock = new();
#pragma warning disable CA5394 // Nothing here is a secret.
    private readonly Random _random = new(seed);

    /// <summary>True so many times in a hundred.</summary>
    public bool In100(int times) => Below(100) < times;

    public int Between(int least, int most) => least + Below(most - least + 1);

    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(Between(least, most));

    public T OneOf<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private int Below(int bound)
    {
        lock (_lock)
            return _random.Next(bound);
    }
#pragma warning restore CA5394
}
