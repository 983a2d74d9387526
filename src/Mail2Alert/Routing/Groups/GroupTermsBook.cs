using System.Collections.Frozen;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Groups;

/// <summary>What holds for the groups that the routes make.</summary>
internal sealed class GroupTermsBook(IEnumerable<Route> routes)
{
    private readonly FrozenDictionary<string, Route> _routes =
        routes.SelectMany(route => route.Tree).DistinctBy(route => route.Id, StringComparer.Ordinal).ToFrozenDictionary(route => route.Id, StringComparer.Ordinal);

    /// <summary>Null when no route makes such a group (any more).</summary>
    public GroupTerms? Find(GroupId id) => _routes.TryGetValue(id.Route, out var route) ? GroupTerms.Of(route, id.Step) : null;
}
