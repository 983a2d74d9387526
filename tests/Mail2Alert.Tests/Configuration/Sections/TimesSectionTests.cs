using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class TimesSectionTests
{
    [Fact]
    public void A_time_is_days_and_hours_of_a_zone()
    {
        var window = Windows("{ days: mon-fri, hours: '08:00-17:00', zone: Europe/Stockholm }").ShouldHaveSingleItem();

        window.Zone.Id.ShouldBe("Europe/Stockholm");
        window.Days.ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], ignoreOrder: true);
        window.Hours.ShouldBe([new DayPart(480, 1020)]);
    }

    [Theory]
    [InlineData("sat, sun", 2)]
    [InlineData("[ saturday, sunday ]", 2)]
    [InlineData("fri-mon", 4)]
    [InlineData("mon-sun", 7)]
    [InlineData("Wed", 1)]
    public void Days_are_written_as_people_write_them(string days, int count) => Windows($"{{ days: {(days.StartsWith('[') ? days : $"'{days}'")} }}")[0].Days.Count.ShouldBe(count);

    [Theory]
    [InlineData("22:00-06:00", 1320, 360)]
    [InlineData("8-17", 480, 1020)]
    [InlineData("00:00-24:00", 0, 1440)]
    [InlineData("18:30 - 24", 1110, 1440)]
    public void Hours_may_cross_midnight(string hours, int from, int to) => Windows($"{{ hours: '{hours}' }}")[0].Hours.ShouldBe([new DayPart(from, to)]);

    [Fact]
    public void A_time_may_be_several_windows_and_days_of_the_month_and_the_year()
    {
        var windows = Windows("[ { month-days: [ 1..7, -1 ] }, { dates: '12-24..01-06, 2026-06-19' } ]");

        windows[0].MonthDays.ShouldBe([new MonthDays(1, 7), new MonthDays(-1, -1)]);
        windows[1].Dates.ShouldBe([new DateSpan(null, 1224, null, 106), new DateSpan(2026, 619, 2026, 619)]);
    }

    [Fact]
    public void Without_a_zone_it_is_the_clock_of_the_machine() => Windows("{ hours: 8-17 }")[0].Zone.ShouldBe(TimeZoneInfo.Local);

    [Theory]
    [InlineData("{ days: monfri }", "2:13: error: 'days' expects days such as mon-fri or 'sat, sun', found 'monfri'")]
    [InlineData("{ days: mo }", "2:13: error: 'days' expects days such as mon-fri or 'sat, sun', found 'mo'")]
    [InlineData("{ hours: '8:00-25:00' }", "2:14: error: 'hours' expects hours such as '08:00-17:00' or '22:00-06:00', found '8:00-25:00'")]
    [InlineData("{ hours: '8-8' }", "2:14: error: 'hours' expects hours such as '08:00-17:00' or '22:00-06:00', found '8-8'")]
    [InlineData("{ month-days: 32 }", "2:19: error: 'month-days' expects days of the month such as 1..7, or -1 for the last, found '32'")]
    [InlineData("{ dates: 2026-02-29 }", "2:14: error: 'dates' expects dates such as 2026-12-24, 12-24..12-26 or 2026-12-24..2027-01-06, found '2026-02-29'")]
    [InlineData("{ dates: 12-24..2027-01-06 }", "2:14: error: 'dates' expects dates such as 2026-12-24, 12-24..12-26 or 2026-12-24..2027-01-06, found '12-24..2027-01-06'")]
    [InlineData("{ days: mon, zone: Mars/Olympus }", "2:24: error: this machine knows no time zone 'Mars/Olympus'; names are those of the IANA database, such as Europe/Stockholm")]
    [InlineData("{ day: mon }", "2:7: error: unknown key 'day' in 'x'; did you mean 'days'?")]
    [InlineData("{ zone: UTC }", "2:5: error: the time 'x' is always; say when, as in { days: mon-fri, hours: '08:00-17:00' }")]
    [InlineData("mon-fri", "2:5: error: the time 'x' expects a mapping such as { days: mon-fri, hours: '08:00-17:00' }, or a list of them, found 'mon-fri'")]
    public void Says_what_is_wrong(string time, string problem) => Loaded.Problems($"times:\n x: {time}").ShouldBe([problem]);

    private static IReadOnlyList<TimeWindow> Windows(string time)
    {
        var route = Loaded.Valid($"relay: mail.example.com\ntimes: {{ x: {time} }}\nroutes: [ {{ when: {{ time: x }}, to: 'mailto:a@example.com' }} ]").Routes.ShouldHaveSingleItem();
        return route.When.ShouldBeOfType<Matcher.During>().Windows;
    }
}
