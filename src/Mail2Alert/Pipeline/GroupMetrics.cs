using System.Diagnostics.Metrics;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Pipeline;

/// <summary>How much waits in groups, and what they told. Without tags: there are as many groups as alerts have labels.</summary>
internal sealed class GroupMetrics
{
    private readonly Counter<long> _notices;
    private readonly Counter<long> _alerts;

    public GroupMetrics(IMeterFactory meters, GroupBook groups)
    {
        var meter = meters.Create(Diagnostics.Name);
        meter.CreateObservableGauge("mail2alert.groups", () => groups.Count, "{group}", "Groups of alerts that are told together, or later");
        meter.CreateObservableGauge("mail2alert.groups.members", () => groups.Members, "{alert}", "Alerts in groups");
        _notices = meter.CreateCounter<long>("mail2alert.groups.notices", "{notice}", "Times that a group was told");
        _alerts = meter.CreateCounter<long>("mail2alert.groups.alerts", "{alert}", "Alerts that groups told");
    }

    public void Told(int alerts)
    {
        _notices.Add(1);
        _alerts.Add(alerts);
    }
}
