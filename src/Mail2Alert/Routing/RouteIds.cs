namespace Mail2Alert.Routing;

/// <summary>
/// Names routes for what outlives the program: by their conditions and those around them, as Alertmanager does, so that edits elsewhere in the
/// file change nothing. Of several that say the same, the order decides.
/// </summary>
internal static class RouteIds
{
    public static IReadOnlyList<Route> Name(IEnumerable<Route> routes, string around = "")
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. routes.Select(route => Named(route, Once($"{around}{{{route.When}}}")))];

        string Once(string id) => (seen[id] = seen.GetValueOrDefault(id) + 1) is var count and > 1 ? $"{id}#{count}" : id;
    }

    private static Route Named(Route route, string id) => route with { Id = id, Routes = Name(route.Routes, $"{id}/") };
}
