namespace Mail2Alert.Routing;

/// <summary>Days of the month, from the first (1) or from the last (-1), as Alertmanager counts them.</summary>
internal sealed record MonthDays(int From, int To)
{
    public bool Holds(DateOnly day)
    {
        var length = DateTime.DaysInMonth(day.Year, day.Month);
        return day.Day >= Day(From, length) && day.Day <= Day(To, length);
    }

    private static int Day(int number, int length) => number < 0 ? length + 1 + number : number;
}
