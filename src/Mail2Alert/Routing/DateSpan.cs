namespace Mail2Alert.Routing;

/// <summary>Days from one date to another, both included; without a year, in every year, and then also across its end.</summary>
/// <param name="Year">Of the first date; null for every year.</param>
/// <param name="From">Month and day of the first date, as month * 100 + day.</param>
/// <param name="ToYear">Of the last date; null for every year.</param>
/// <param name="To">Month and day of the last date, as month * 100 + day.</param>
internal sealed record DateSpan(int? Year, int From, int? ToYear, int To)
{
    public bool Holds(DateOnly day)
    {
        var number = (day.Month * 100) + day.Day;
        if (Year is not { } year || ToYear is not { } last)
            return From <= To ? number >= From && number <= To : number >= From || number <= To;
        return (day.Year * 10000) + number >= (year * 10000) + From && (day.Year * 10000) + number <= (last * 10000) + To;
    }
}
