using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>What one route said to one alert.</summary>
internal readonly record struct RouteAnswer(Route Route, Truth Truth)
{
    public string Explain(Alert alert) => Truth switch
    {
        Truth.Yes => $"{Route.Name} matches ({Route.When}): tell {Route.Who}",
        Truth.No => $"{Route.Name} does not match ({Route.When})",
        Truth.Unknown => $"{Route.Name} cannot be decided ({Route.When}) since {Missing(alert)}: tell {Route.Who} all the same",
    };

    // A predicate may ask for more than labels hold.
    private static string Missing(Alert alert) => alert.Labels.Unknown.Count == 0
        ? "what it asks is unknown"
        : string.Join(" and ", alert.Labels.Unknown.Select(label => $"{label.Key} is unknown ({label.Value})"));
}
