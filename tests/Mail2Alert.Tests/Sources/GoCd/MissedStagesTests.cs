using Mail2Alert.Alerts;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Tests.Sources.GoCd;

public sealed class MissedStagesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    private readonly MissedStages _stages = new(After, Start);
    private AlertState? _state;

    [Fact]
    public void What_broke_without_a_mail_is_overdue_when_the_mail_had_its_time()
    {
        Overdue(Row(7, AlertStatus.Firing), minutes: 1).ShouldBeEmpty();
        Overdue(Row(7, AlertStatus.Firing), minutes: 5).ShouldBeEmpty();
        Overdue(Row(7, AlertStatus.Firing), minutes: 6).ShouldBe(["shop/7/unit/1"]);
    }

    [Fact]
    public void What_was_mended_without_a_mail_is_overdue_too()
    {
        _state = Mailed(6, AlertStatus.Firing);

        OverdueInTime(Row(7, AlertStatus.Resolved)).ShouldBe(["shop/7/unit/1"]);
    }

    [Fact]
    public void What_its_mail_told_is_not_missed()
    {
        _state = Mailed(7, AlertStatus.Firing);

        OverdueInTime(Row(7, AlertStatus.Firing)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(nameof(AlertStatus.Firing))]
    [InlineData(nameof(AlertStatus.Resolved))]
    public void A_stage_that_stands_as_it_did_is_not_missed(string status)
    {
        _state = Mailed(6, Enum.Parse<AlertStatus>(status));

        OverdueInTime(Row(7, Enum.Parse<AlertStatus>(status))).ShouldBeEmpty();
    }

    [Fact]
    public void A_list_that_is_older_than_the_mail_says_nothing()
    {
        _state = Mailed(8, AlertStatus.Resolved);

        OverdueInTime(Row(7, AlertStatus.Firing)).ShouldBeEmpty();
    }

    [Fact]
    public void What_ended_before_it_was_switched_on_is_left_alone() =>
        OverdueInTime(Row(7, AlertStatus.Firing) with { At = Start.AddSeconds(-1) }).ShouldBeEmpty();

    [Fact]
    public void Where_the_server_does_not_say_when_only_runs_that_are_new_in_the_list_are_missed()
    {
        OverdueInTime(Row(7, AlertStatus.Firing) with { At = null }).ShouldBeEmpty();
        OverdueInTime(Row(8, AlertStatus.Firing) with { At = null }, from: 20).ShouldBe(["shop/8/unit/1"]);
    }

    [Fact]
    public void A_run_that_is_not_done_is_waited_for() => OverdueInTime(new StageHistory.Row(Run(7), true, AlertStatus.Firing) { At = Start.AddMinutes(1) }).ShouldBeEmpty();

    [Fact]
    public void The_next_run_has_its_own_time()
    {
        Overdue(Row(7, AlertStatus.Firing), minutes: 1).ShouldBeEmpty();
        Overdue(Row(8, AlertStatus.Firing), minutes: 6).ShouldBeEmpty();
        Overdue(Row(8, AlertStatus.Firing), minutes: 11).ShouldBe(["shop/8/unit/1"]);
    }

    [Fact]
    public void What_is_ignored_is_not_missed_and_the_next_run_is()
    {
        _stages.Ignore(Run(7));

        OverdueInTime(Row(7, AlertStatus.Firing)).ShouldBeEmpty();
        OverdueInTime(Row(8, AlertStatus.Firing), from: 20).ShouldBe(["shop/8/unit/1"]);
    }

    [Fact]
    public void How_a_stage_stood_before_is_what_the_list_said_then()
    {
        Overdue(Row(6, AlertStatus.Resolved), minutes: 1);
        Overdue(Row(7, AlertStatus.Firing), minutes: 2);
        Overdue(Row(7, AlertStatus.Firing), minutes: 3);

        (_stages.Before(Run(7)), _stages.Before(Run(6))).ShouldBe((AlertStatus.Resolved, null));
    }

    private static StageLocator Run(int counter) => new("shop", $"{counter}", "unit", "1");

    private static StageHistory.Row Row(int counter, AlertStatus status) => new(Run(counter), false, status) { At = Start.AddMinutes(1) };

    private static AlertState Mailed(int counter, AlertStatus status) => new(status, $"{Run(counter)}", null);

    private IReadOnlyList<string> OverdueInTime(StageHistory.Row row, int from = 1)
    {
        Overdue(row, from).ShouldBeEmpty();
        return Overdue(row, from + 5);
    }

    private IReadOnlyList<string> Overdue(StageHistory.Row row, int minutes) =>
        [.. _stages.Overdue(new StageHistory([row]), key => key == "shop/unit" ? _state : null, Start.AddMinutes(minutes)).Select(missed => $"{missed.LastRun}")];
}
