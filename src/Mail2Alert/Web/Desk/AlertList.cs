using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Web.Desk;

/// <summary>The alerts that are remembered, and why nobody is told of them.</summary>
internal sealed class AlertList(AlertMemory memory, Router router, Holds holds, TimeProvider clock)
{
    public AlertListing Read(AlertQuery query)
    {
        var alerts = memory.All.Where(alert => !query.IsFiring || alert.State.Status == AlertStatus.Firing).ToList();
        var listed = alerts
            .OrderByDescending(alert => alert.State.Status == AlertStatus.Firing)
            .ThenByDescending(alert => alert.State.Since)
            .ThenBy(alert => alert.Id.Source, StringComparer.Ordinal)
            .ThenBy(alert => alert.Id.Key, StringComparer.Ordinal)
            .Take(query.Most);
        return new AlertListing([.. listed.Select(alert => Listed(alert.Id, alert.State))], alerts.Count);
    }

    private ListedAlert Listed(AlertId id, AlertState state) => new(
        id.Short,
        id.Source,
        id.Key,
        state.Status,
        state.Since,
        state.Status == AlertStatus.Firing ? state.Alert?.Title : null,
        state.Status == AlertStatus.Firing ? state.MailId : null,
        state.Acknowledged?.By,
        state.Acknowledged?.At,
        state is { Status: AlertStatus.Firing, Alert: { } alert } ? Quiet(alert) : null);

    // Kept quiet is what none of its routes tells.
    private string? Quiet(Alert alert)
    {
        var now = clock.GetUtcNow();
        var routes = router.Route(alert, before: null).Targets.Select(routed => routed.Route).Distinct();
        var reasons = routes.Select(route => holds.Of(alert, route.Options, now)?.Why).ToList();
        return reasons.Contains(null) ? null : reasons.FirstOrDefault();
    }
}
