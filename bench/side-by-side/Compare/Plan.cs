namespace Mail2Alert.SideBySide.Compare;

/// <summary>What is measured.</summary>
internal static class Plan
{
    public static IReadOnlyList<Cell> Full { get; } =
    [
        new(Work.Accept, 1), new(Work.Accept, 20), new(Work.Accept, 100), new(Work.Accept, 1000),
        new(Work.Accept, 100, Cell.Middle), new(Work.Accept, 20, Cell.Large), new(Work.Accept, 20, OneEach: true),
        new(Work.Relay, 1), new(Work.Relay, 20), new(Work.Relay, 100), new(Work.Relay, 1000),
        new(Work.Relay, 20, Cell.Middle), new(Work.Relay, 20, Cell.Large), new(Work.Relay, 20, OneEach: true),
        new(Work.Slow, 20), new(Work.Slow, 100), new(Work.Slow, 1000),
        new(Work.Store, 1), new(Work.Store, 20), new(Work.Store, 100), new(Work.Store, 1000),
        new(Work.Store, 20, Cell.Middle), new(Work.Store, 20, Cell.Large), new(Work.Store, 20, OneEach: true),
        new(Work.SlowDisk, 1), new(Work.SlowDisk, 20), new(Work.SlowDisk, 100),
        new(Work.Open, 100),
    ];

    /// <summary>What a target is about, where one of each kind is enough.</summary>
    public static IReadOnlyList<Cell> Quick { get; } =
    [
        new(Work.Accept, 100),
        new(Work.Relay, 100), new(Work.Relay, 20, Cell.Large), new(Work.Relay, 20, OneEach: true),
        new(Work.Slow, 100),
        new(Work.Store, 100),
        new(Work.SlowDisk, 20),
        new(Work.Open, 100),
    ];
}
