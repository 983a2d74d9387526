namespace Mail2Alert.Routing;

/// <summary>A part of the week or the year, by the clocks of one place. What is not given does not restrict.</summary>
/// <param name="Zone">Whose clocks.</param>
internal sealed record TimeWindow(TimeZoneInfo Zone)
{
    /// <summary>Parts of a day; none for all of it.</summary>
    public IReadOnlyList<DayPart> Hours { get; init; } = [];

    /// <summary>Days of the week; none for any.</summary>
    public IReadOnlySet<DayOfWeek> Days { get; init; } = new HashSet<DayOfWeek>();

    /// <summary>Days of the month; none for any.</summary>
    public IReadOnlyList<MonthDays> MonthDays { get; init; } = [];

    /// <summary>Days of the year; none for any.</summary>
    public IReadOnlyList<DateSpan> Dates { get; init; } = [];

    /// <summary>
    /// True while the window is open. One across midnight belongs to the day on which it begins. Local time decides: an hour that daylight saving
    /// leaves out never comes, one that it repeats counts twice.
    /// </summary>
    public bool Holds(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var (day, minute) = (DateOnly.FromDateTime(local.DateTime), (local.Hour * 60) + local.Minute);
        return Hours.Count == 0 ? IsOn(day) : Hours.Any(part => part.Holds(day, minute, IsOn));
    }

    private bool IsOn(DateOnly day) =>
        (Days.Count == 0 || Days.Contains(day.DayOfWeek))
        && (MonthDays.Count == 0 || MonthDays.Any(days => days.Holds(day)))
        && (Dates.Count == 0 || Dates.Any(dates => dates.Holds(day)));
}
