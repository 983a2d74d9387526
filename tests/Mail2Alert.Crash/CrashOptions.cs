using Mail2Alert.Crash.Faults;
using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash;

/// <summary>What a run is asked for.</summary>
internal sealed record CrashOptions
{
    /// <summary>How often the program is to be killed.</summary>
    public int Kills { get; init; } = 100;

    public Acknowledge Acknowledge { get; init; } = Acknowledge.Stored;

    public int Seed { get; init; }

    /// <summary>What goes wrong under the store meanwhile.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
