using System.Globalization;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Expectations;

/// <summary>The alert that a mail did not come, and that it came after all.</summary>
internal static class MissingMail
{
    public const string MissingEvent = "MISSING";
    public const string BackEvent = "BACK";

    public static Alert Missing(Expectation expectation, ExpectationState state, DateTimeOffset now) => Of(expectation.Source, expectation.Name, now) with
    {
        Status = AlertStatus.Firing,
        Severity = expectation.Severity,
        Event = MissingEvent,
        Labels = Labels(expectation.Source, expectation.Name, MissingEvent, "firing", expectation.Severity),
        Title = $"No mail from {expectation.Name}",
        Text = $"Mail of {expectation.Name} is expected {expectation.Times}, and may be {expectation.Grace:g} late.\n"
            + $"The last good one came at {Written(state.LastGood)}.\n",
    };

    public static Alert Back(Expectation expectation, ExpectationState state, MissingState missing, DateTimeOffset now) => Of(expectation.Source, expectation.Name, now) with
    {
        Status = AlertStatus.Resolved,
        Event = BackEvent,
        Labels = Labels(expectation.Source, expectation.Name, BackEvent, "resolved", Severity.Info),
        Title = $"Mail from {expectation.Name} again",
        Text = $"Mail of {expectation.Name}, missing since {Written(missing.Since)}, came at {Written(state.LastGood)}.\n",
    };

    /// <summary>An expectation that is configured no more does not fire for ever.</summary>
    public static Alert NoMore(MissingState missing, DateTimeOffset now) => Of(missing.Source, missing.Name, now) with
    {
        Status = AlertStatus.Resolved,
        Event = BackEvent,
        Labels = Labels(missing.Source, missing.Name, BackEvent, "resolved", Severity.Info),
        Title = $"Mail from {missing.Name} is not expected any more",
        Text = $"The configuration does not expect mail of {missing.Name} any more.\n",
    };

    private static Alert Of(string source, string name, DateTimeOffset now) => new()
    {
        Source = source,
        Key = $"expect/{name}",
        At = now,
        Status = AlertStatus.Info,
        Severity = Severity.Info,
        Labels = Alerts.Labels.Empty,
        Title = "",
        Text = "",
    };

    private static Labels Labels(string source, string name, string happening, string status, Severity severity) => Alerts.Labels.Empty
        .With("source", source)
        .With("event", happening)
        .With("status", status)
        .With("severity", severity.ToLabel())
        .With("expectation", name);

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
