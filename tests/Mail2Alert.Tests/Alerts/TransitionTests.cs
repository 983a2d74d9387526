using Mail2Alert.Alerts;

namespace Mail2Alert.Tests.Alerts;

public sealed class TransitionTests
{
    private static readonly EdgeEvents GoCd = new("BREAKS", "FAILS", "FIXED", "PASSES");

    [Theory]
    [InlineData(false, "FAILS", "BREAKS")]
    [InlineData(false, "BREAKS", "BREAKS")]
    [InlineData(true, "FAILS", "FAILS")]
    [InlineData(true, "PASSES", "FIXED")]
    [InlineData(true, "FIXED", "FIXED")]
    [InlineData(false, "PASSES", "PASSES")]
    public void A_change_that_the_notifier_forgot_is_put_right(bool wasFiring, string said, string expected)
    {
        var (alert, state, _) = Transition.Apply(Stage(said, "p/2/s/1"), Before(wasFiring));

        alert.Event.ShouldBe(expected);
        alert.Labels["event"].ShouldBe(expected);
        state!.Event.ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, "BREAKS")]
    [InlineData(false, "FIXED")]
    public void A_change_that_the_notifier_reports_is_never_taken_away(bool wasFiring, string said) =>
        Transition.Apply(Stage(said, "p/2/s/1"), Before(wasFiring)).Alert.Event.ShouldBe(said);

    [Theory]
    [InlineData("FAILS")]
    [InlineData("PASSES")]
    public void Without_a_known_past_the_mail_is_believed(string said) =>
        Transition.Apply(Stage(said, "p/1/s/1"), before: null).Alert.Event.ShouldBe(said);

    [Fact]
    public void What_the_API_knows_of_the_past_counts_until_a_mail_came()
    {
        var alert = Stage("FAILS", "p/2/s/1") with { StatusBefore = AlertStatus.Resolved };

        Transition.Apply(alert, before: null).Alert.Event.ShouldBe("BREAKS");
        Transition.Apply(alert, new AlertState(AlertStatus.Firing, "p/1/s/1", null)).Alert.Event.ShouldBe("FAILS");
    }

    [Fact]
    public void The_same_happening_in_a_second_mail_keeps_its_event()
    {
        var first = Transition.Apply(Stage("FAILS", "p/2/s/1"), new AlertState(AlertStatus.Resolved, "p/1/s/1", null));
        var second = Transition.Apply(Stage("FAILS", "p/2/s/1"), first.State);

        second.Alert.Event.ShouldBe("BREAKS");
        second.State.ShouldBe(first.State);
    }

    [Fact]
    public void A_cancelled_run_does_not_hide_the_repair_after_it()
    {
        var cancelled = Transition.Apply(Cancelled(GoCd), new AlertState(AlertStatus.Firing, "p/1/s/1", null));

        Transition.Apply(Stage("PASSES", "p/3/s/1"), cancelled.State).Alert.Event.ShouldBe("FIXED");
    }

    [Fact]
    public void A_cancelled_run_makes_the_past_unknown_where_the_ancestor_is_followed()
    {
        var forgets = GoCd with { ForgetsOnInfo = true };
        var cancelled = Transition.Apply(Cancelled(forgets), new AlertState(AlertStatus.Firing, "p/1/s/1", null));
        var passes = Stage("PASSES", "p/3/s/1") with { StatusBefore = AlertStatus.Firing, Edges = forgets };

        Transition.Apply(passes, cancelled.State).Alert.Event.ShouldBe("PASSES");
    }

    [Fact]
    public void An_alert_without_words_for_change_keeps_its_own_event()
    {
        var (alert, state, note) = Transition.Apply(Stage("backup", "x") with { Edges = null }, before: null);

        alert.Event.ShouldBe("backup");
        state.ShouldNotBeNull().Status.ShouldBe(alert.Status);
        note.ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("p/2/s/1")]
    public void An_end_is_as_bad_as_what_it_ends_so_that_the_same_routes_tell_it(string? occurrence)
    {
        var end = Stage("PASSES", occurrence!) with { Edges = occurrence is null ? null : GoCd, Severity = Severity.Info };
        var before = Before(wasFiring: true) with { Alert = Stage("FAILS", "p/1/s/1") with { Severity = Severity.Critical } };

        var (alert, state, note) = Transition.Apply(end, before);
        note.ShouldNotBeNull().ShouldContain("it ends what was critical");
        (alert.Severity, alert.Labels["severity"]).ShouldBe((Severity.Critical, "critical"));

        var again = Transition.Apply(end, state).Alert;
        again.Severity.ShouldBe(occurrence is null ? Severity.Info : Severity.Critical, "a later happening ends nothing");
    }

    [Fact]
    public void What_fires_is_as_bad_as_its_mail_says()
    {
        var before = Before(wasFiring: true) with { Alert = Stage("FAILS", "p/1/s/1") with { Severity = Severity.Critical } };

        Transition.Apply(Stage("FAILS", "p/2/s/1") with { Severity = Severity.Warning }, before).Alert.Severity.ShouldBe(Severity.Warning);
    }

    private static AlertState Before(bool wasFiring) =>
        new(wasFiring ? AlertStatus.Firing : AlertStatus.Resolved, "p/1/s/1", null);

    private static Alert Stage(string said, string occurrence) => TestAlert.Of(("event", said)) with
    {
        Event = said,
        Status = said is "BREAKS" or "FAILS" ? AlertStatus.Firing : AlertStatus.Resolved,
        Occurrence = occurrence,
        Edges = GoCd,
    };

    private static Alert Cancelled(EdgeEvents edges) =>
        Stage("CANCELLED", "p/2/s/1") with { Status = AlertStatus.Info, Edges = edges };
}
