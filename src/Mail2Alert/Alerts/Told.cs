namespace Mail2Alert.Alerts;

/// <summary>Who was told of a happening: a mail that says it again, as GoCD's to each of its subscribers, tells only others.</summary>
/// <param name="Occurrence">The happening.</param>
/// <param name="Targets">The targets' ids.</param>
internal sealed record Told(string Occurrence, IReadOnlyList<string> Targets)
{
    public bool Names(string? occurrence, string target) => Occurrence == occurrence && Targets.Contains(target);

    /// <summary>With more targets; of a new happening, nobody was told before.</summary>
    public static Told? Add(Told? before, string? occurrence, IReadOnlyCollection<string> targets)
    {
        if (occurrence is null || targets.Count == 0)
            return before;
        return before?.Occurrence == occurrence
            ? before with { Targets = [.. before.Targets.Union(targets)] }
            : new Told(occurrence, [.. targets]);
    }
}
