using System.Globalization;
using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Yaml;

/// <summary>Lengths of time as people write them: <c>45s</c>, <c>1h30m</c>.</summary>
internal static partial class Durations
{
    private const long Day = 86_400_000;

    public const string Expected = "a time from 1ms to 1d, such as 45s, 5m or 1h30m";

    public const string ExpectedLong = "a time from 1s to 3650d, such as 12h, 3d or 30d";

    /// <returns>Null when it is not one, or out of bounds: no wait in a mail's way is longer than a day.</returns>
    public static TimeSpan? Parse(string text) => Parse(text, 1, Day);

    /// <returns>Null when it is not one, or out of bounds: nothing is kept for more than ten years.</returns>
    public static TimeSpan? ParseLong(string text) => Parse(text, 1000, 3650 * Day);

    private static TimeSpan? Parse(string text, long least, long most)
    {
        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var milliseconds = Part(match, 1) * Day + Part(match, 2) * 3_600_000 + Part(match, 3) * 60_000 + Part(match, 4) * 1000
            + Part(match, 5);
        return milliseconds >= least && milliseconds <= most ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    private static long Part(Match match, int group) =>
        match.Groups[group] is { Success: true } part ? long.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:([0-9]{1,9})d)? ?(?:([0-9]{1,9})h)? ?(?:([0-9]{1,9})m)? ?(?:([0-9]{1,9})s)? ?(?:([0-9]{1,9})ms)?\z")]
    private static partial Regex Shape();
}
