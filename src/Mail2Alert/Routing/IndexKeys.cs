namespace Mail2Alert.Routing;

/// <summary>Chooses by which of its requirements each of many routes is best looked up.</summary>
internal static class IndexKeys
{
    /// <returns>For each route the requirement that the fewest others share, since that leaves the fewest candidates; null where it has none.</returns>
    public static IReadOnlyList<Requirement?> Of(IReadOnlyList<Route> routes)
    {
        var requirements = routes.Select(route => route.When.Requirements.ToList()).ToList();
        var uses = requirements.SelectMany(ofRoute => ofRoute).SelectMany(requirement => requirement.OneOf).CountBy(pair => pair).ToDictionary();
        return [.. requirements.Select(ofRoute => ofRoute.MinBy(requirement => requirement.OneOf.Sum(pair => uses[pair])))];
    }
}
