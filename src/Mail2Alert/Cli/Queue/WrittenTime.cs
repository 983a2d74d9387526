using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Cli.Queue;

/// <summary>Options for times: <c>2h</c> for how long ago, or a date.</summary>
internal static class WrittenTime
{
    public static Option<DateTimeOffset?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = Parse,
    };

    private static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 0 && Durations.ParseLong(text) is { } ago)
            return TimeProvider.System.GetUtcNow() - ago;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        result.AddError($"'{text}' is no time: write how long ago, such as 45s, 2h or 3d, or a date such as 2026-11-23 or 2026-11-23T03:00Z");
        return null;
    }
}
