using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>
/// A mail on the server itself, sent to its administrator. GoCD tells when disk space runs low, but not when there is enough again.
/// </summary>
/// <param name="Event">What happened, in our words: GoCD has none.</param>
/// <param name="Status">What it means.</param>
/// <param name="Severity">How bad that is.</param>
/// <param name="Server">The address that the server believes to have; null when the mail does not say.</param>
internal sealed partial record ServerMail(string Event, AlertStatus Status, Severity Severity, string? Server) : GoCdMail
{
    // Three parts, so that no stage can have the same.
    public override Alert Describe(Alert alert, GoCdSettings settings) => alert with
    {
        Key = $"server/{Server}/{Event}",
        Event = Event,
        Status = Status,
        Severity = Severity,
        Labels = alert.Labels.With("server", Server),
    };

    public static ServerMail? Parse(string subject, string text)
    {
        if (Disk().Match(subject) is { Success: true } disk)
            return OfDisk(disk);
        return subject.Trim() switch
        {
            "Server Backup Completed Successfully" => new ServerMail("backup", AlertStatus.Resolved, Severity.Info, ServerIn(text)),
            "Server Backup Failed" => new ServerMail("backup", AlertStatus.Firing, Severity.Error, ServerIn(text)),
            "Go Email Notification" => new ServerMail("test", AlertStatus.Info, Severity.Info, null),
            _ => null,
        };
    }

    private static ServerMail OfDisk(Match disk)
    {
        var severity = disk.Groups["level"].Value == "Low" ? Severity.Warning : Severity.Critical;
        var name = disk.Result("${level}-${what}-disk").ToLowerInvariant();
        return new ServerMail(name, AlertStatus.Firing, severity, disk.Groups["server"].Value);
    }

    private static string? ServerIn(string text) => Backup().Match(text) is { Success: true } match ? match.Groups["server"].Value : null;

    [GeneratedRegex(
        @"^\s*(?<level>Low|No)\s+(?<what>artifacts|database)\s+disk\s+space\s+(?:warning|error)\s+message\s+from\s+Go\s+Server\s+at\s+(?<server>\S+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Disk();

    [GeneratedRegex(@"^Backup of the Go server at '(?<server>[^'\n]+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Backup();
}
