using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Tests.Configuration.RuleTests;

public sealed class MomentTextTests
{
    [Theory]
    [InlineData("2026-11-23 10:00 Europe/Stockholm", "2026-11-23T09:00:00Z", "Mon 2026-11-23 10:00 Europe/Stockholm")]
    [InlineData("2026-07-01 9:30:15 Europe/Stockholm", "2026-07-01T07:30:15Z", "Wed 2026-07-01 09:30:15 Europe/Stockholm")]
    [InlineData("2026-11-23 10:00 UTC", "2026-11-23T10:00:00Z", "Mon 2026-11-23 10:00 UTC")]
    [InlineData("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z", "Mon 2026-11-23 10:00 UTC")]
    [InlineData("2026-11-23T10:00:00-03:30", "2026-11-23T13:30:00Z", "Mon 2026-11-23 10:00 -03:30")]
    public void A_time_is_read_from_the_clocks_of_its_zone(string text, string time, string shown)
    {
        var (moment, problems) = Read(text);

        problems.ShouldBeEmpty();
        moment.ShouldNotBeNull().Time.ShouldBe(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        moment.ToString().ShouldBe(shown);
    }

    [Fact]
    public void Without_a_zone_it_is_the_machines_as_under_times() => Read("2026-11-23 10:00").Moment.ShouldNotBeNull().Zone.ShouldBe(TimeZoneInfo.Local);

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("2026-02-29 10:00")]
    [InlineData("2026-11-23 24:30")]
    [InlineData("9999-12-31 23:59")]
    [InlineData("10:00")]
    public void What_is_no_time_is_told(string text) => Read(text).Problems.ShouldBe([$"'at' expects {MomentText.Expected}, found '{text}'"]);

    [Theory]
    [InlineData("2026-11-23 10:00 Mars/Olympus", "this machine knows no time zone 'Mars/Olympus'; names are those of the IANA database, such as Europe/Stockholm")]
    [InlineData("2026-11-23 10:00+15:00", "this machine knows no time zone '+15:00'; names are those of the IANA database, such as Europe/Stockholm")]
    [InlineData("2026-03-29 02:30 Europe/Stockholm", "'2026-03-29 02:30 Europe/Stockholm' never comes: clocks are put forward over it")]
    public void A_time_that_never_comes_is_told(string text, string problem) => Read(text).Problems.ShouldBe([problem]);

    private static (Moment? Moment, string[] Problems) Read(string text)
    {
        var problems = new Problems("x");
        var moment = MomentText.Read(new YamlValue.Text(Position.Start, text, text, IsPlain: true), "at", problems);
        return (moment, [.. problems.InOrder().Select(problem => problem.Text)]);
    }
}
