using System.Globalization;
using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.Templates;

/// <summary>What templates of letters can write.</summary>
internal static class LetterFields
{
    /// <summary>The field whose members are the alert's labels: <c>labels.host</c>.</summary>
    public const string Labels = "labels";

    /// <summary>The names and what they mean, in the order of the documentation.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("title", "the alert's title"),
        ("text", "the alert's text"),
        ("status", "`firing`, `resolved` or `info`"),
        ("severity", "`info`, `warning`, `error` or `critical`"),
        ("event", "the source's word for what happened"),
        ("source", "the name of the source"),
        ("key", "what the alert is about, within its source"),
        ("link", "where to read on"),
        ("at", "when the mail came, as `2026-11-22 11:59:00 +00:00`"),
        ("note", "what else is to be said, such as `fallback of ops: …`"),
        ("subject", "the mail's subject"),
        ("from", "who the mail says it is from"),
        ("to", "the recipients of the mail's envelope"),
        ("body", "the text of the mail"),
        ("receiver", "the name of the receiver"),
        ("route", "the name of the route"),
    ];

    public static IReadOnlyDictionary<string, string> Of(Notification about) => new Dictionary<string, string>
    {
        ["title"] = about.Alert.Title,
        ["text"] = about.Alert.Text.Trim(),
        ["status"] = about.Alert.Status.ToLabel(),
        ["severity"] = about.Alert.Severity.ToLabel(),
        ["event"] = about.Alert.Event ?? "",
        ["source"] = about.Alert.Source,
        ["key"] = about.Alert.Key,
        ["link"] = about.Alert.Link?.AbsoluteUri ?? "",
        ["at"] = about.Alert.At.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        ["note"] = about.Note ?? "",
        ["subject"] = about.Message.Subject,
        ["from"] = about.Message.From ?? $"{about.Message.Envelope.Sender}",
        ["to"] = string.Join(", ", about.Message.Envelope.Recipients.Select(recipient => recipient.Address.ToString())),
        ["body"] = about.Message.Text.Trim(),
        ["receiver"] = about.Receiver ?? "",
        ["route"] = about.Route ?? "",
    };
}
