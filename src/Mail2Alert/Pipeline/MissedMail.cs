using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Pipeline;

/// <summary>What GoCD would have mailed of a stage.</summary>
internal static class MissedMail
{
    public static Message Of(StageHistory.Row row, DateTimeOffset now)
    {
        var happening = row.Status == AlertStatus.Firing ? GoCdEvent.Fails : GoCdEvent.Passes;
        var content = new OwnContent(Encoding.ASCII.GetBytes($"Subject: Stage [{row.LastRun}] {happening.Words}\r\n\r\n"), hasEightBit: false);
        var envelope = new SmtpEnvelope(new SmtpPeer("reconcile", null, null, null, IsExtended: true), SmtpPath.Null, SmtpMailParameters.None, []);
        return new Message(new SmtpMessage("reconcile", now, envelope, content));
    }

    /// <summary>The alert of it, marked as what it is.</summary>
    public static Alert Marked(Alert alert, DateTimeOffset now) => alert with
    {
        At = now,
        Title = $"{alert.Title} (GoCD sent no mail)",
        Text = "GoCD's API says so. The mail on it did not come.",
        Labels = alert.Labels.With("reconciled", "true"),
    };
}
