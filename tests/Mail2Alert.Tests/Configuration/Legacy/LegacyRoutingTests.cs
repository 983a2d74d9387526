using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Tests.Configuration.Legacy;

public sealed class LegacyRoutingTests
{
    private static readonly PipelineGroups Groups =
        new([new PipelineGroup("my-group", ["shop", "web"]), new PipelineGroup("other", ["tools"])], isComplete: true);

    [Theory]
    [InlineData("shop", "BREAKS", "cat@example.com")]
    [InlineData("shop", "FIXED", "")]
    [InlineData("tools", "BREAKS", "")]
    [InlineData("shop-release-1.2.3", "FIXED", "cat@example.com")]
    [InlineData("tools-release-1.2.3", "FIXED", "")]
    [InlineData("shop-release-1.2.3", "PASSES", "")]
    public void GoCd_alerts_go_where_they_went(string pipeline, string happening, string recipients) =>
        Recipients(LegacyExamples.Readme, OfGoCd(pipeline, happening)).ShouldBe(recipients);

    [Theory]
    [InlineData("Server Backup Failed", "sys@example.com op@example.com")]
    [InlineData("BACKUP of SERVERs", "sys@example.com op@example.com")]
    [InlineData("Server down", "")]
    public void Other_mail_goes_where_it_went(string subject, string recipients) =>
        Recipients(LegacyExamples.Readme, OfMail(subject)).ShouldBe(recipients);

    [Fact]
    public void All_matching_rules_apply() => Recipients(
        LegacyExamples.WithRules("""
            { actions: [mailto:a@b], filter: { events: [BREAKS], function: pipelines.any } },
            { actions: [mailto:c@d, mailto:a@b], filter: { events: [FAILS, BREAKS], function: pipelines.all } },
            { actions: [mailto:e@f], filter: { events: [FAILS], function: pipelines.any } }
            """),
        OfGoCd("shop", "BREAKS")).ShouldBe("a@b c@d");

    [Theory]
    [InlineData("'BREAKS, FIXED'", "a@b")]
    [InlineData("'FAILS'", "")]
    [InlineData("[]", "")]
    public void Events_that_are_no_list_mean_what_they_meant(string events, string recipients) => Recipients(
        LegacyExamples.WithRules($"{{ actions: [mailto:a@b], filter: {{ events: {events}, function: pipelines.any }} }}"),
        OfGoCd("shop", "FIXED")).ShouldBe(recipients);

    [Fact]
    public void A_rule_without_events_takes_them_all() => Recipients(
        LegacyExamples.WithRules("{ actions: [mailto:a@b], filter: { function: pipelines.any } }"),
        OfGoCd("shop", "CANCELLED")).ShouldBe("a@b");

    [Fact]
    public void The_rules_of_one_manager_do_not_see_the_mail_of_another() => Recipients(
        LegacyExamples.WithRules("{ actions: [mailto:a@b], filter: { function: pipelines.any } }"),
        OfMail("server")).ShouldBe("");

    private static string Recipients(string file, Alert alert)
    {
        var router = new Router(Loaded.From(file).Configuration.ShouldNotBeNull().Routes);
        return string.Join(' ', router.Route(alert, null).Targets.Select(routed => routed.Target.Address));
    }

    private static Alert OfGoCd(string pipeline, string happening) => OfMail($"Stage [{pipeline}/1/build/1] ...") with
    {
        Source = "gocd",
        Event = happening,
        Labels = Labels.Empty.With("source", "gocd").With("pipeline", pipeline).With("event", happening),
        Facts = new GoCdFacts(Groups),
    };

    private static Alert OfMail(string subject) => new()
    {
        Source = "mail",
        Key = subject,
        Status = AlertStatus.Info,
        Severity = Severity.Info,
        Labels = Labels.Empty.With("source", "mail").With("subject", subject),
        Title = subject,
        Text = "",
    };
}
