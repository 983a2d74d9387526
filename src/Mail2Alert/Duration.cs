using System.Globalization;
using System.Text.RegularExpressions;

namespace Mail2Alert;

/// <summary>Lengths of time as people write them: <c>45s</c>, <c>1h30m</c>.</summary>
internal static partial class Duration
{
    private const long Day = 86_400_000;

    /// <returns>Null when it is not one.</returns>
    public static long? Milliseconds(string text) => Shape().Match(text) is { Success: true } match
        ? (Part(match, 1) * Day) + (Part(match, 2) * 3_600_000) + (Part(match, 3) * 60_000) + (Part(match, 4) * 1000) + Part(match, 5)
        : null;

    private static long Part(Match match, int group) =>
        match.Groups[group] is { Success: true } part ? long.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    // Nine digits of days do not overflow.
    [GeneratedRegex(@"^(?=[0-9])(?:([0-9]{1,9})d)? ?(?:([0-9]{1,9})h)? ?(?:([0-9]{1,9})m)? ?(?:([0-9]{1,9})s)? ?(?:([0-9]{1,9})ms)?\z")]
    private static partial Regex Shape();
}
