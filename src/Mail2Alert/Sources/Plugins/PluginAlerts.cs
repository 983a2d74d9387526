using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Plugins;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Sources.Plugins;

/// <summary>Makes alerts of what a plug-in answers.</summary>
/// <param name="source">The source's name.</param>
/// <param name="kind">The plug-in.</param>
internal sealed class PluginAlerts(string source, PluginKind kind)
{
    private const int Longest = 1024;

    /// <exception cref="InvalidOperationException">It is no answer; the message says why.</exception>
    public Reading Of(Message message, IReadOnlyList<NotifierAlert> alerts)
    {
        if (alerts.Count == 0)
            return AsItIs(message, Severity(message), $"the plug-in {kind.Name} sees nothing in it");
        if (alerts.Count > Each.DefaultMost)
            return AsItIs(message, Severity(message), $"it carries more than {Each.DefaultMost} alerts, and stays one") with { IsLeftWhole = true };
        IReadOnlyList<Alert> read = [.. alerts.Select(alert => Of(message, alert)).DistinctBy(alert => alert.Key)];
        return read is [var only] ? new Reading.Understood(only, []) : new Reading.Several(read[0], read, []);
    }

    /// <summary>The mail as it is: an alert that people hear of, and that nothing ends.</summary>
    public Reading Failed(Message message, string why) =>
        AsItIs(message, Alerts.Severity.Error, $"the plug-in {kind.Name} could not read it: {Short(why)}");

    private Alert Of(Message message, NotifierAlert alert)
    {
        if (alert.Key is not { Length: > 0 and <= Longest })
            throw new InvalidOperationException("its alert has no key, or one that is too long");
        var status = Enum.Parse<AlertStatus>($"{alert.Status}");
        var severity = status == AlertStatus.Resolved ? Alerts.Severity.Info
            : alert.Severity is { } said ? Enum.Parse<Severity>($"{said}")
            : status == AlertStatus.Firing ? Alerts.Severity.Error : Alerts.Severity.Info;
        return new Alert
        {
            Source = source,
            Key = alert.Key,
            Status = status,
            Severity = severity,
            Event = alert.Event,
            Labels = With(Labels(message, alert), alert.Event, status, severity),
            Title = alert.Title ?? message.Subject,
            Text = alert.Text ?? message.Text,
            Link = alert.Link is { IsAbsoluteUri: true, Scheme: "http" or "https" } link ? link : null,
        };
    }

    private Labels Labels(Message message, NotifierAlert alert) => alert.Labels
        .Where(label => kind.Labels.Contains(label.Key))
        .Aggregate(MessageLabels.Of(message), (labels, label) => labels.With(label.Key, Short(label.Value)));

    private Labels With(Labels labels, string? happening, AlertStatus status, Severity severity) =>
        labels.With("source", source).With("event", happening).With("status", status.ToLabel()).With("severity", severity.ToLabel());

    private Reading.Understood AsItIs(Message message, Severity severity, string why) => new(
        new Alert
        {
            Source = source,
            Key = FallbackKey.Of(message.Subject),
            Status = AlertStatus.Info,
            Severity = severity,
            Labels = With(MessageLabels.Of(message), null, AlertStatus.Info, severity),
            Title = message.Subject,
            Text = $"({why})\n\n{message.Text}",
        },
        [why]);

    private static Severity Severity(Message message) => StateWords.Of(message.Subject) switch
    {
        StateWords.Failure => Alerts.Severity.Error,
        StateWords.Warning => Alerts.Severity.Warning,
        _ => Alerts.Severity.Info,
    };

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest];
}
