using Mail2Alert.Alerts;
using Mail2Alert.Routing.Expectations;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class ExpectSectionTests
{
    [Fact]
    public void A_source_can_expect_mail_so_often()
    {
        var expectation = Loaded.Valid(Nas("{ every: 1d, grace: 2h }")).Expectations.ShouldHaveSingleItem();

        (expectation.Name, expectation.Source, expectation.Grace).ShouldBe(("nas", "nas", TimeSpan.FromHours(2)));
        expectation.Times.ShouldBe(new ExpectedTimes.Every(TimeSpan.FromDays(1)));
        expectation.Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void And_at_times_of_day_several_and_of_its_choice()
    {
        var expectations = Loaded.Valid(Nas(
            "[{ name: nightly, cron: '0 6 * * 1-5', zone: Europe/Stockholm, when: { subject: /succeeded/ }, severity: critical }, { name: weekly, every: 7d }]"))
            .Expectations;

        expectations.Select(expectation => expectation.Name).ShouldBe(["nightly", "weekly"]);
        expectations[0].Times.ToString().ShouldBe("at '0 6 * * 1-5' Europe/Stockholm");
        expectations[0].When.ToString().ShouldBe("subject is like /succeeded/");
        expectations[0].Severity.ShouldBe(Severity.Critical);
    }

    [Theory]
    [InlineData("{ grace: 2h }", "'expect' expects either 'every' or 'cron', as in { every: 1d, grace: 2h }")]
    [InlineData("{ every: 1d, cron: '0 6 * * *' }", "'expect' expects either 'every' or 'cron', as in { every: 1d, grace: 2h }")]
    [InlineData("{ cron: daily }", "'cron' expects five fields (minute, hour, day, month, weekday) such as '0 6 * * 1-5', found 'daily'")]
    [InlineData("{ every: 1d, zone: UTC }", "'zone' is for 'cron'; 'every' needs none")]
    [InlineData("daily", "'expect' expects a mapping such as { every: 1d, grace: 2h }, or a list of them, found 'daily'")]
    [InlineData("[{ every: 1d }, { every: 2d }]", "there is an expectation 'nas' already; give this one a 'name' of its own")]
    public void A_mistake_is_told(string expect, string message) =>
        Loaded.Problems(Nas(expect)).ShouldContain(problem => problem.EndsWith(message, StringComparison.Ordinal));

    [Fact]
    public void Without_a_store_nothing_can_be_expected() =>
        Loaded.Problems("store: none\n" + Nas("{ every: 1d }"))
            .ShouldContain(problem => problem.Contains("'expect' needs a store", StringComparison.Ordinal));

    [Fact]
    public void Routes_can_tell_missing_mail_apart() =>
        Loaded.Valid(Nas("{ every: 1d }") + "relay: smtp://mail.example.com\nroutes: [{ when: { event: [MISSING, BACK], expectation: nas }, to: 'mailto:a@example.com' }]\n");

    private static string Nas(string expect) => $$"""
        sources:
          nas:
            kind: mail
            claim: { to: nas@example.com }
            expect: {{expect}}

        """;
}
