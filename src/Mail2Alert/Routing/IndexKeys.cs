namespace Mail2Alert.Routing;

/// <summary>Chooses by which of its requirements each of many routes is best looked up.</summary>
internal static class IndexKeys
{
    /// <returns>For each route the requirement that the fewest alerts can be expected to meet; null where it has none.</returns>
    public static IReadOnlyList<Requirement?> Of(IReadOnlyList<Route> routes)
    {
        var requirements = routes.Select(route => route.When.Requirements.ToList()).ToList();
        var pairs = requirements.SelectMany(ofRoute => ofRoute).SelectMany(requirement => requirement.OneOf).ToList();
        var uses = pairs.CountBy(pair => pair).ToDictionary();
        var usesOfLabel = pairs.CountBy(pair => pair.Label).ToDictionary();
        return [.. requirements.Select(ofRoute => ofRoute.MinBy(requirement => requirement.OneOf.Sum(Share)))];

        // A value that many routes name is one that many alerts have.
        double Share(LabelValue pair) => (double)uses[pair] / usesOfLabel[pair.Label];
    }
}
