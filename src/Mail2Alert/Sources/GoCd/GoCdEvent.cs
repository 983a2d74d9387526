using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What happened to a stage.</summary>
/// <param name="Name">As rules name it.</param>
/// <param name="Words">As the subject of the mail says it.</param>
/// <param name="Status">What it means.</param>
/// <param name="Severity">How bad that is.</param>
internal sealed record GoCdEvent(string Name, string Words, AlertStatus Status, Severity Severity)
{
    public static GoCdEvent Breaks { get; } = new("BREAKS", "is broken", AlertStatus.Firing, Severity.Error);

    public static GoCdEvent Fails { get; } = new("FAILS", "failed", AlertStatus.Firing, Severity.Error);

    public static GoCdEvent Fixed { get; } = new("FIXED", "is fixed", AlertStatus.Resolved, Severity.Info);

    public static GoCdEvent Passes { get; } = new("PASSES", "passed", AlertStatus.Resolved, Severity.Info);

    public static GoCdEvent Cancelled { get; } = new("CANCELLED", "is cancelled", AlertStatus.Info, Severity.Warning);

    /// <summary>Words that no GoCD has used yet.</summary>
    public static GoCdEvent Unknown { get; } = new("unknown", "", AlertStatus.Info, Severity.Info);

    public static IReadOnlyList<GoCdEvent> All { get; } = [Breaks, Cancelled, Fails, Fixed, Passes];

    public static GoCdEvent Of(string words) => All.FirstOrDefault(known => known.Words == words) ?? Unknown;

    /// <summary>The alert with what the event means for it. The past can change only an event that GoCD knows.</summary>
    public Alert Describe(Alert alert, GoCdSettings settings) => alert with
    {
        Event = Name,
        Status = Status,
        Severity = Severity,
        Edges = All.Contains(this) ? new EdgeEvents(Breaks.Name, Fails.Name, Fixed.Name, Passes.Name, settings.ForgetOnCancel) : null,
    };
}
