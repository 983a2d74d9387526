namespace Mail2Alert.Routing;

/// <summary>
/// Names routes for what outlives the program: by their conditions, as Alertmanager does, so that edits elsewhere in the file change nothing.
/// Of several that say the same, the order decides.
/// </summary>
internal static class RouteIds
{
    public static IReadOnlyList<Route> Name(IEnumerable<Route> routes)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. routes.Select(route => route with { Id = Once(route.When.ToString()) })];

        string Once(string id) => (seen[id] = seen.GetValueOrDefault(id) + 1) is var count and > 1 ? $"{id} #{count}" : id;
    }
}
