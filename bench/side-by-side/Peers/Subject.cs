using Mail2Alert.SideBySide.Compare;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>A program that is compared.</summary>
internal abstract class Subject
{
    public abstract string Name { get; }

    public abstract bool Does(Work work);

    /// <summary>It is compiled while it runs, and so has to run for a while before it is what it will be.</summary>
    public virtual bool IsCompiledLate => false;

    /// <summary>Writes what it needs into its directory.</summary>
    /// <returns>How it is started; it stays in the foreground.</returns>
    public abstract Task<Launch> PrepareAsync(Setting setting, CancellationToken stop);
}

/// <summary>Where a subject runs.</summary>
/// <param name="Work">What it is to do.</param>
/// <param name="Directory">Its own, on the disk that was chosen.</param>
/// <param name="Port">Where it is to accept mail, of 127.0.0.1.</param>
/// <param name="Behind">The port of the mail server behind it.</param>
/// <param name="GoCd">The port of a GoCD server.</param>
/// <param name="Options">Of the comparison.</param>
internal sealed record Setting(Work Work, string Directory, int Port, int Behind, int GoCd, CompareOptions Options);

/// <summary>A program, what it is told, and what its environment has beyond ours.</summary>
internal sealed record Launch(params IReadOnlyList<string> Command)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
