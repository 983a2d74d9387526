namespace Mail2Alert.Routing;

/// <summary>A part of a day, or of a night: where it ends before it begins, it ends on the next day.</summary>
/// <param name="From">Minutes since midnight, from 0.</param>
/// <param name="To">Minutes since midnight, up to 1440; the first that does not belong to it.</param>
internal sealed record DayPart(int From, int To)
{
    /// <param name="day">The day.</param>
    /// <param name="minute">Since midnight.</param>
    /// <param name="isOn">Whether it may begin on a day.</param>
    public bool Holds(DateOnly day, int minute, Func<DateOnly, bool> isOn) => From < To
        ? minute >= From && minute < To && isOn(day)
        : (minute >= From && isOn(day)) || (minute < To && day > DateOnly.MinValue && isOn(day.AddDays(-1)));
}
