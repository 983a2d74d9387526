namespace Mail2Alert.Routing;

/// <summary>A route in its place among those beside it, ready to be asked.</summary>
internal sealed class RouteBranch
{
    public RouteBranch(Route route, int place, IReadOnlyList<NamedGroups> around)
    {
        (Route, Place) = (route, place);
        Groups = [.. around, .. NamedGroups.In(route.When)];
        Inside = new RouteLevel(route.Routes, Groups);
    }

    public Route Route { get; }

    public int Place { get; }

    public RouteLevel Inside { get; }

    /// <summary>What its expressions, and those of the routes around it, may find for the alert; mostly nothing.</summary>
    public IReadOnlyList<NamedGroups> Groups { get; }
}
