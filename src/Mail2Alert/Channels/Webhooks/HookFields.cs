using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>The names that templates of a webhook know.</summary>
internal static class HookFields
{
    /// <summary>Before the names of what is remembered.</summary>
    public const string MemoPrefix = "memo_";

    /// <summary>All but labels and memos. They count for more than labels of the same name.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["id", "key", "fingerprint", "status", "severity", "event", "source", "title", "body", "at", "link", "note", "firing", "resolved", "labels"];

    /// <summary>Those that the letter has; a template takes the others for missing.</summary>
    public static Dictionary<string, object> Of(Letter letter)
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in letter.Alert.Labels)
            fields[name] = value;
        foreach (var (name, value) in letter.Memo.Values)
            fields[MemoPrefix + name] = value;
        foreach (var (name, value) in Own(letter))
        {
            fields.Remove(name);
            if (value is { Length: > 0 })
                fields[name] = value;
        }
        return fields;
    }

    private static IEnumerable<(string Name, string? Value)> Own(Letter letter)
    {
        var alert = letter.Alert;
        return
        [
            ("id", letter.Key),
            ("key", alert.Key),
            ("fingerprint", letter.AlertKey),
            ("status", AlertJson.Word(alert.Status)),
            ("severity", AlertJson.Word(alert.Severity)),
            ("event", alert.Event),
            ("source", alert.Source),
            ("title", letter.Title),
            ("body", letter.Text),
            ("at", AlertJson.At(letter)),
            ("link", alert.Link?.AbsoluteUri),
            ("note", letter.About.Note),
            ("firing", alert.Status == AlertStatus.Firing ? "true" : null),
            ("resolved", alert.Status == AlertStatus.Resolved ? "true" : null),
            ("labels", $"{alert.Labels}"),
        ];
    }
}
