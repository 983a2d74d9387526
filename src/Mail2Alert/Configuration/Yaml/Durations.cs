using System.Globalization;
using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Yaml;

/// <summary>Lengths of time as people write them: <c>45s</c>, <c>1h30m</c>.</summary>
internal static partial class Durations
{
    public const string Expected = "a time from 1ms to 1d, such as 45s, 5m or 1h30m";

    /// <returns>Null when it is not one, or out of bounds: no wait in a mail's way is longer than a day.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var milliseconds = Part(match, 1) * 86_400_000 + Part(match, 2) * 3_600_000 + Part(match, 3) * 60_000 + Part(match, 4) * 1000
            + Part(match, 5);
        return milliseconds is >= 1 and <= 86_400_000 ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    private static long Part(Match match, int group) =>
        match.Groups[group] is { Success: true } part ? long.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:([0-9]{1,9})d)? ?(?:([0-9]{1,9})h)? ?(?:([0-9]{1,9})m)? ?(?:([0-9]{1,9})s)? ?(?:([0-9]{1,9})ms)?\z")]
    private static partial Regex Shape();
}
