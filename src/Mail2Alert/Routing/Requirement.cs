namespace Mail2Alert.Routing;

/// <summary>
/// Labels with values, compared exactly, of which an alert must have one for a condition to match, or to be undecided; a label that nobody
/// knows counts as any of its values.
/// </summary>
internal sealed record Requirement(IReadOnlySet<LabelValue> OneOf)
{
    public static Requirement Of(string label, IEnumerable<string> values) =>
        new(values.Select(value => new LabelValue(label, value)).ToHashSet());

    /// <summary>What follows from alternatives, each with its requirements: one of each alternative, where possible of the same labels.</summary>
    public static IEnumerable<Requirement> AnyOf(IReadOnlyList<IReadOnlyList<Requirement>> alternatives) =>
        alternatives.Count == 0 || alternatives.Any(requirements => requirements.Count == 0)
            ? []
            : alternatives.SelectMany(requirements => requirements)
                .DistinctBy(one => one.Labels, HashSet<string>.CreateSetComparer())
                .Select(one => alternatives.Aggregate(one, (all, other) => all.Or(one.Nearest(other))));

    private HashSet<string> Labels => [.. OneOf.Select(pair => pair.Label)];

    /// <summary>True when whatever meets one of the others meets this one.</summary>
    public bool FollowsFrom(Requirement[] others)
    {
        foreach (var other in others)
        {
            if (other.OneOf.IsSubsetOf(OneOf))
                return true;
        }
        return false;
    }

    private Requirement Or(Requirement other) => new(OneOf.Union(other.OneOf).ToHashSet());

    private Requirement Nearest(IReadOnlyList<Requirement> others) =>
        others.FirstOrDefault(other => Labels.SetEquals(other.Labels)) ?? others[^1];
}

internal sealed record LabelValue(string Label, string Value);
