using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class InhibitorsTests
{
    private static readonly AlertId Down = new("s", "down");

    [Theory]
    [InlineData("web1", "web1", true)]
    [InlineData("web1", "web2", false)]
    [InlineData("web1", null, false)]
    [InlineData(null, null, true)]
    public void Both_must_agree_in_the_labels_and_one_that_neither_has_is_agreed_upon(string? cause, string? consequence, bool isQuiet)
    {
        var inhibitors = new Inhibitors([new InhibitRule(Is("critical"), Is("warning"), ["host", "source"])]);

        inhibitors.Put(Down, Firing("critical", cause));

        (inhibitors.Of(Alert("warning", consequence)) is not null).ShouldBe(isQuiet);
    }

    [Fact]
    public void An_alert_on_both_sides_of_a_rule_quiets_neither_itself_nor_another_such()
    {
        var inhibitors = new Inhibitors([new InhibitRule(Is("critical", "error"), Is("error", "warning"), [])]);
        inhibitors.Put(Down, Firing("error", null));

        inhibitors.Of(Alert("error", null)).ShouldBeNull();
        inhibitors.Of(Alert("warning", null)).ShouldBe(Down);

        inhibitors.Put(new AlertId("s", "worse"), Firing("critical", null));
        inhibitors.Of(Alert("error", null)).ShouldBe(new AlertId("s", "worse"));
    }

    [Fact]
    public void A_label_that_could_not_be_looked_up_agrees_with_nothing()
    {
        var inhibitors = new Inhibitors([new InhibitRule(Is("critical"), Is("warning"), ["host"])]);
        inhibitors.Put(Down, Firing("critical", null));

        inhibitors.Of(Alert("warning", null) with { Labels = Alert("warning", null).Labels.WithUnknown("host", "the API is down") }).ShouldBeNull();
    }

    [Fact]
    public void What_recovers_or_is_forgotten_quiets_nobody_and_takes_no_room()
    {
        var inhibitors = new Inhibitors([new InhibitRule(Is("critical"), Is("warning"), ["host"])]);
        var memory = new AlertMemory(100, inhibitors);
        for (var i = 0; i < 1000; i++)
            memory.Remember(new AlertId("s", $"{i}"), Firing("critical", $"web{i}"));

        inhibitors.Count.ShouldBe(memory.Count);
        inhibitors.Of(Alert("warning", "web0")).ShouldBeNull();
        inhibitors.Of(Alert("warning", "web999")).ShouldNotBeNull();

        memory.Remember(new AlertId("s", "999"), new AlertState(AlertStatus.Resolved, null, null));
        inhibitors.Of(Alert("warning", "web999")).ShouldBeNull();
    }

    private static AlertState Firing(string severity, string? host) => new(AlertStatus.Firing, null, null) { Alert = Alert(severity, host) };

    private static Alert Alert(string severity, string? host) => TestAlert.Of(("severity", severity)) is var alert && host is null
        ? alert
        : alert with { Labels = alert.Labels.With("host", host) };

    private static Matcher.OneOf Is(params string[] severities) => new("severity", severities.ToHashSet());
}
