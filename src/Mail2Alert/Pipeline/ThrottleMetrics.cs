using System.Diagnostics.Metrics;

namespace Mail2Alert.Pipeline;

/// <summary>What the limits of receivers hold back, by channel.</summary>
internal sealed class ThrottleMetrics
{
    private readonly Counter<long> _held;
    private readonly Counter<long> _summaries;
    private readonly Counter<long> _summarized;

    public ThrottleMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Diagnostics.Name);
        _held = meter.CreateCounter<long>("mail2alert.limits.held", "{delivery}", "Notifications that a receiver's limit held back, by channel");
        _summaries = meter.CreateCounter<long>("mail2alert.limits.summaries", "{notice}", "Summaries of what was held back, by channel");
        _summarized = meter.CreateCounter<long>("mail2alert.limits.summarized", "{delivery}", "Notifications that summaries told, by channel");
    }

    public void Held(string channel) => _held.Add(1, new KeyValuePair<string, object?>("channel", channel));

    public void Told(string channel, int notifications)
    {
        _summaries.Add(1, new KeyValuePair<string, object?>("channel", channel));
        _summarized.Add(notifications, new KeyValuePair<string, object?>("channel", channel));
    }
}
