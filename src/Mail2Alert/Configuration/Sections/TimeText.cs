using System.Globalization;
using System.Text.RegularExpressions;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Reads days, hours and dates as people write them. Null for what is none.</summary>
internal static partial class TimeText
{
    private static readonly string[] Week = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary><c>mon</c>, <c>monday</c>, <c>mon-fri</c>, also <c>fri-mon</c>.</summary>
    public static IReadOnlyList<DayOfWeek>? Days(string text) => text.Split('-', StringSplitOptions.TrimEntries) switch
    {
        [var only] when Day(only) is { } day => [day],
        [var first, var last] when Day(first) is { } from && Day(last) is { } to =>
            [.. Enumerable.Range(0, ((to - from + 7) % 7) + 1).Select(i => (DayOfWeek)(((int)from + i) % 7))],
        _ => null,
    };

    /// <summary><c>08:00-17:00</c>, <c>8-17</c>, and across midnight <c>22:00-06:00</c>.</summary>
    public static DayPart? Hours(string text) => text.Split('-', StringSplitOptions.TrimEntries) switch
    {
        [var first, var last] when Minute(first) is { } from and < 1440 && Minute(last) is { } to && from != to => new DayPart(from, to),
        _ => null,
    };

    /// <summary><c>15</c>, <c>1..7</c>, <c>-1</c>, <c>-3..-1</c>.</summary>
    public static MonthDays? MonthDays(string text) => text.Split("..", StringSplitOptions.TrimEntries) switch
    {
        [var only] when MonthDay(only) is { } day => new MonthDays(day, day),
        [var first, var last] when MonthDay(first) is { } from && MonthDay(last) is { } to && (from < 0 != to < 0 || from <= to) => new MonthDays(from, to),
        _ => null,
    };

    /// <summary><c>2026-12-24</c>, <c>12-24</c>, and two of a kind with <c>..</c> between them.</summary>
    public static DateSpan? Dates(string text) => text.Split("..", StringSplitOptions.TrimEntries) switch
    {
        [var only] when Date(only) is { } date => new DateSpan(date.Year, date.Day, date.Year, date.Day),
        [var first, var last] when Date(first) is { } from && Date(last) is { } to && from.Year is null == to.Year is null && IsInOrder(from, to) =>
            new DateSpan(from.Year, from.Day, to.Year, to.Day),
        _ => null,
    };

    /// <summary><c>08:00</c>, <c>8</c>.</summary>
    public static TimeOnly? TimeOfDay(string text) => Minute(text) is { } minute and < 1440 ? TimeOnly.MinValue.AddMinutes(minute) : null;

    private static bool IsInOrder((int? Year, int Day) from, (int? Year, int Day) to) =>
        from.Year is null || (from.Year * 10000) + from.Day <= (to.Year * 10000) + to.Day;

    private static DayOfWeek? Day(string text) =>
        text.Length >= 3 && Array.FindIndex(Week, day => day.StartsWith(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? (DayOfWeek)index : null;

    private static int? Minute(string text)
    {
        if (Clock().Match(text) is not { Success: true } match)
            return null;
        var minutes = (Number(match.Groups["hour"]) * 60) + (match.Groups["minute"].Success ? Number(match.Groups["minute"]) : 0);
        return minutes <= 1440 ? minutes : null;
    }

    private static int? MonthDay(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day) && day is (>= 1 and <= 31) or (>= -31 and <= -1) ? day : null;

    // In a year with a 29th of February, so that it may be written without one.
    private static (int? Year, int Day)? Date(string text)
    {
        if (Written().Match(text) is not { Success: true } match)
            return null;
        int? year = match.Groups["year"].Success ? Number(match.Groups["year"]) : null;
        var (month, day) = (Number(match.Groups["month"]), Number(match.Groups["day"]));
        return year != 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year ?? 2000, month) ? (year, (month * 100) + day) : null;
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})(:(?<minute>[0-5][0-9]))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^((?<year>[0-9]{4})-)?(?<month>[0-9]{2})-(?<day>[0-9]{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
