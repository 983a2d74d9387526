namespace Mail2Alert.Configuration.Yaml;

/// <summary>Lengths of time as people write them: <c>45s</c>, <c>1h30m</c>.</summary>
internal static class Durations
{
    private const long Day = 86_400_000;

    public const string Expected = "a time from 1ms to 1d, such as 45s, 5m or 1h30m";

    public const string ExpectedLong = "a time from 1s to 3650d, such as 12h, 3d or 30d";

    /// <returns>Null when it is not one, or out of bounds: no wait in a mail's way is longer than a day.</returns>
    public static TimeSpan? Parse(string text) => Parse(text, 1, Day);

    /// <returns>Null when it is not one, or out of bounds: nothing is kept for more than ten years.</returns>
    public static TimeSpan? ParseLong(string text) => Parse(text, 1000, 3650 * Day);

    private static TimeSpan? Parse(string text, long least, long most) =>
        Duration.Milliseconds(text) is { } length && length >= least && length <= most ? TimeSpan.FromMilliseconds(length) : null;
}
