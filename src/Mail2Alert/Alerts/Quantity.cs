using System.Globalization;

namespace Mail2Alert.Alerts;

/// <summary>What can be larger or smaller than another of its kind.</summary>
internal enum QuantityKind
{
    Number,

    /// <summary>A date or a time (ISO 8601); in UTC where no offset is written. Measured in ticks.</summary>
    Time,

    /// <summary>A length of time such as <c>1h30m</c>. Measured in milliseconds.</summary>
    Duration,
}

/// <summary>Reads texts as quantities.</summary>
internal static class Quantity
{
    private static readonly string[] Times =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    private const DateTimeStyles TimeStyle =
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;

    /// <returns>Null when the text is none of that kind.</returns>
    public static decimal? Parse(string text, QuantityKind kind) => kind switch
    {
        QuantityKind.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        QuantityKind.Time => DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, TimeStyle, out var time) ? time.UtcTicks : null,
        QuantityKind.Duration => Duration.Milliseconds(text.Trim()),
    };
}
