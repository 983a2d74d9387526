using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>What one route said to one alert.</summary>
/// <param name="Route">The route.</param>
/// <param name="Truth">Whether its own condition holds.</param>
/// <param name="Inside">Whether a route inside it took the alert.</param>
/// <param name="Depth">How many routes are around it.</param>
internal readonly record struct RouteAnswer(Route Route, Truth Truth, Truth Inside, int Depth)
{
    /// <summary>True when it tells its receivers itself. Rather one mail too many: what may have been taken inside was not taken.</summary>
    public bool Tells => Truth != Truth.No && Inside != Truth.Yes && Route.Tells;

    public string Explain(Alert alert) => Truth switch
    {
        Truth.Yes => $"{Route.Name} matches ({Route.When}): {Consequence}",
        Truth.No => $"{Route.Name} does not match ({Route.When})",
        Truth.Unknown => $"{Route.Name} cannot be decided ({Route.When}) since {Missing(alert)}: {Consequence} all the same",
    };

    private string Consequence => this switch
    {
        { Tells: true } => $"tell {Route.Who}",
        { Inside: Truth.Yes } => "a route inside it takes the alert",
        _ => "the routes inside it are asked",
    };

    // A predicate may ask for more than labels hold.
    private static string Missing(Alert alert) => alert.Labels.Unknown.Count == 0
        ? "what it asks is unknown"
        : string.Join(" and ", alert.Labels.Unknown.Select(label => $"{label.Key} is unknown ({label.Value})"));
}
