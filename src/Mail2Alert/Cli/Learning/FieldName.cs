using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary>Names for fields: what a group, a template and a condition of a route can all say.</summary>
internal static partial class FieldName
{
    private const int Longest = 40;

    // What every alert has, what routes ask beside labels, and the words of templates.
    private static readonly HashSet<string> Taken =
    [
        .. CommonFields.ByName.Keys, .. TemplateLanguage.Words, "source", "event", "status", "severity", "group", "time", "any", "all", "not", "header", "login",
        "listener", "network", "peer", "attachment", "attachments", "recipient", "sender", "each", "with", "lookup", "log", "this", "true", "false", "null",
    ];

    /// <summary>Words before a value that say what it is.</summary>
    private static readonly HashSet<string> Nouns = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "hostname", "server", "node", "machine", "device", "disk", "drive", "volume", "pool", "array", "ups", "instance", "service", "job", "task", "backup",
        "build", "pipeline", "stage", "project", "repository", "branch", "builder", "datastore", "resource", "domain", "database", "user", "container", "vm", "site",
        "monitor", "sensor", "check", "alarm", "alert", "rule", "trigger", "plugin", "interface", "port", "printer", "battery", "fan", "filesystem", "mount", "partition",
        "group", "members", "station", "client", "agent", "cluster", "namespace", "pod", "queue", "application", "app", "url", "certificate", "run", "ticket", "problem", "location", "chart",
    };

    public static bool IsNoun(string word) => Nouns.Contains(word);

    /// <summary>True when a field of that name says which thing a mail is about: <c>backup_job</c>, <c>host_name</c>.</summary>
    public static bool IsOfThing(string name) =>
        !name.EndsWith("_id", StringComparison.Ordinal) && name.Split('_') is var words && (Nouns.Contains(words[^1]) || (words[^1] is "name" or "type" or "instance" or "path" or "ref" or "key" && Nouns.Contains(words[0])));

    /// <summary>Of what a notifier calls it: <c>Host name</c>, <c>X-Jenkins-Job</c>.</summary>
    public static string Of(string words)
    {
        var name = Other().Replace(words.Replace("X-", "", StringComparison.OrdinalIgnoreCase).Normalize().ToLowerInvariant(), "_").Trim('_');
        name = name.Length > Longest ? name[..Longest].Trim('_') : name;
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
            name = $"field_{name}".TrimEnd('_');
        return Taken.Contains(name) || !SourceFieldName.IsOne(name) ? $"mail_{name}" : name;
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
