using System.Globalization;

namespace Mail2Alert.Routing;

/// <summary>Lengths of time as the configuration writes them.</summary>
internal static class WrittenSpan
{
    /// <summary><c>15m</c>, <c>1h30m</c>, <c>500ms</c>.</summary>
    public static string Of(TimeSpan time)
    {
        (long Count, string Unit)[] parts = [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "m"), (time.Seconds, "s"), (time.Milliseconds, "ms")];
        var text = string.Concat(parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count}{part.Unit}")));
        return text.Length > 0 ? text : "0s";
    }
}
