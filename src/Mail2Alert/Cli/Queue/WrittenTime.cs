using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Cli.Queue;

/// <summary>Options for times: <c>2h</c> for how long ago, or from now on, or a date.</summary>
internal static class WrittenTime
{
    public static Option<DateTimeOffset?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = Parse,
    };

    /// <summary>The same for a time to come: <c>2h</c> is in two hours.</summary>
    public static Option<DateTimeOffset?> Ahead(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => Parse(result, 1, "in how long"),
    };

    private static DateTimeOffset? Parse(ArgumentResult result) => Parse(result, -1, "how long ago");

    private static DateTimeOffset? Parse(ArgumentResult result, int direction, string words)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 0 && Durations.ParseLong(text) is { } away)
            return TimeProvider.System.GetUtcNow() + (direction * away);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        result.AddError($"'{text}' is no time: write {words}, such as 45s, 2h or 3d, or a date such as 2026-11-23 or 2026-11-23T03:00Z");
        return null;
    }
}
