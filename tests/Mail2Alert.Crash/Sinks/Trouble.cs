namespace Mail2Alert.Crash.Sinks;

/// <summary>What a target does with the next thing that comes.</summary>
internal enum Trouble
{
    /// <summary>None.</summary>
    None,

    /// <summary>It asks to come again later, and takes nothing.</summary>
    Defers,

    /// <summary>It closes the connection, and takes nothing.</summary>
    Breaks,

    /// <summary>It takes it, and closes the connection without saying so.</summary>
    Withholds,

    /// <summary>It takes its time.</summary>
    Dawdles,
}
