namespace Mail2Alert.Crash.Sinks;

/// <summary>How well the targets are.</summary>
internal sealed class Mood(Chance chance)
{
    // Seldom enough that most deliveries succeed within their first life, often enough that all of it happens every second.
    private static readonly Trouble[] Troubles = [Trouble.Defers, Trouble.Breaks, Trouble.Withholds, Trouble.Dawdles];

    /// <summary>True from when all is to be well.</summary>
    public bool IsWell { get; set; }

    /// <summary>Before anything was sent.</summary>
    public Trouble AtTheDoor() => IsWell || !chance.In100(2) ? Trouble.None : chance.OneOf<Trouble>([Trouble.Defers, Trouble.Breaks]);

    /// <summary>When all of it was sent.</summary>
    public Trouble AtTheEnd() => IsWell || !chance.In100(12) ? Trouble.None : chance.OneOf(Troubles);

    public TimeSpan Pause() => chance.Milliseconds(1, 200);
}
