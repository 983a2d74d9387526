using System.Text;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Groups;

/// <summary>Labels as Alertmanager writes them: <c>{host="web1", source="nas"}</c>.</summary>
internal static class GroupLabels
{
    /// <summary>Those of these names that the alert has.</summary>
    public static string Of(Alert alert, IEnumerable<string> names) => Write(
        names.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, alert.Labels[name])).Where(label => label.Value is not null)!);

    /// <summary>The alert by itself: source and key say which it is, whatever labels a later mail about it has.</summary>
    public static string OfAll(Alert alert) => Write([new("source", alert.Source), new("key", alert.Key)]);

    public static string Write(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in labels)
            text.Append(text.Length > 1 ? ", " : "").Append(name).Append("=\"").Append(Escaped(value)).Append('"');
        return text.Append('}').ToString();
    }

    private static string Escaped(string value) => value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
