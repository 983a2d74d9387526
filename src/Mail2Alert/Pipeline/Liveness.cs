namespace Mail2Alert.Pipeline;

/// <summary>Whether the loops that nobody can do without still go round.</summary>
/// <param name="loops">Each with the time it has been in its present round; zero while it has nothing to do.</param>
internal sealed class Liveness(params IReadOnlyList<(string Name, Func<TimeSpan> Busy)> loops)
{
    /// <summary>
    /// Longer than any disk takes that is going to answer: Linux calls a task hung after 120 s without its disk (hung_task_timeout_secs), and cloud disks
    /// and network paths fail over within two minutes. Killing the program for a slow one would only add a recovery to its troubles.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The loop that is longest in its round.</summary>
    public (string Name, TimeSpan Busy) Slowest => loops.Select(loop => (loop.Name, loop.Busy())).Append(("", TimeSpan.Zero)).MaxBy(loop => loop.Item2);
}
