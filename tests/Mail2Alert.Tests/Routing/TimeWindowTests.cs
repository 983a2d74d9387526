using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class TimeWindowTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    private static readonly TimeWindow Office = new(Stockholm) { Days = Week(1, 2, 3, 4, 5), Hours = [Part(8, 17)] };
    private static readonly TimeWindow Nights = new(Stockholm) { Days = Week(5), Hours = [Part(22, 6)] };

    [Theory]
    [InlineData("2026-11-23T07:00:00Z", true)]
    [InlineData("2026-11-23T06:59:59Z", false)]
    [InlineData("2026-11-23T15:59:59Z", true)]
    [InlineData("2026-11-23T16:00:00Z", false)]
    [InlineData("2026-11-22T10:00:00Z", false)]
    [InlineData("2026-07-20T06:00:00Z", true)]
    public void Hours_are_those_of_the_zone_in_winter_and_summer(string at, bool holds) => Office.Holds(Time(at)).ShouldBe(holds);

    [Theory]
    [InlineData("2026-11-27T21:00:00Z", true)]
    [InlineData("2026-11-28T04:59:00Z", true)]
    [InlineData("2026-11-28T05:00:00Z", false)]
    [InlineData("2026-11-27T04:00:00Z", false)]
    [InlineData("2026-11-28T22:00:00Z", false)]
    public void A_night_belongs_to_the_day_on_which_it_begins(string at, bool holds) => Nights.Holds(Time(at)).ShouldBe(holds);

    [Fact]
    public void An_hour_that_comes_twice_counts_twice_and_one_that_is_left_out_never()
    {
        var two = new TimeWindow(Stockholm) { Hours = [Part(2, 3)] };

        Minutes("2026-10-25T00:00:00Z", 6).Count(two.Holds).ShouldBe(120);
        Minutes("2026-03-29T00:00:00Z", 6).Count(two.Holds).ShouldBe(0);
        Minutes("2026-11-23T00:00:00Z", 6).Count(two.Holds).ShouldBe(60);
    }

    [Theory]
    [InlineData("2026-11-30T12:00:00Z", true)]
    [InlineData("2026-11-29T12:00:00Z", false)]
    [InlineData("2028-02-29T12:00:00Z", true)]
    [InlineData("2028-02-28T12:00:00Z", false)]
    public void Days_of_the_month_are_counted_from_the_end_too(string at, bool holds) =>
        new TimeWindow(TimeZoneInfo.Utc) { MonthDays = [new MonthDays(-1, -1)] }.Holds(Time(at)).ShouldBe(holds);

    [Theory]
    [InlineData("2026-12-31T12:00:00Z", true)]
    [InlineData("2027-01-06T12:00:00Z", true)]
    [InlineData("2027-01-07T12:00:00Z", false)]
    [InlineData("2026-12-23T12:00:00Z", false)]
    public void Dates_may_cross_the_end_of_the_year(string at, bool holds)
    {
        new TimeWindow(TimeZoneInfo.Utc) { Dates = [new DateSpan(null, 1224, null, 106)] }.Holds(Time(at)).ShouldBe(holds);
        new TimeWindow(TimeZoneInfo.Utc) { Dates = [new DateSpan(2026, 1224, 2027, 106)] }.Holds(Time(at)).ShouldBe(holds);
    }

    [Fact]
    public void A_part_of_a_day_and_the_rest_of_it_are_the_whole_and_never_both() => Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1439], Gen.Int[0, 2_000_000])
        .Where((from, to, _) => from != to)
        .Sample((from, to, minute) =>
        {
            var at = Time("2026-01-01T00:00:00Z").AddMinutes(minute);
            var part = new TimeWindow(Stockholm) { Hours = [new DayPart(from, to)] };
            var rest = new TimeWindow(Stockholm) { Hours = [new DayPart(to, from)] };
            return part.Holds(at) != rest.Holds(at);
        });

    [Fact]
    public void A_condition_on_the_time_looks_at_when_the_mail_came_and_tells_it()
    {
        var condition = new Matcher.During("office-hours", [Office]);
        var alert = TestAlert.Of() with { At = Time("2026-11-23T03:15:00Z") };

        condition.Matches(alert).ShouldBe(Truth.No);
        condition.Matches(alert with { At = Time("2026-11-23T09:15:00Z") }).ShouldBe(Truth.Yes);
        condition.Explain(alert).Saw.ShouldBe("Mon 2026-11-23 04:15 Europe/Stockholm");
    }

    private static IEnumerable<DateTimeOffset> Minutes(string from, int hours) => Enumerable.Range(0, hours * 60).Select(minute => Time(from).AddMinutes(minute));

    private static HashSet<DayOfWeek> Week(params int[] days) => [.. days.Select(day => (DayOfWeek)day)];

    private static DayPart Part(int from, int to) => new(from * 60, to * 60);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
