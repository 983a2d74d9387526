using Mail2Alert.Crash.Faults;
using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.EndToEnd.Storing;

/// <summary>A judge who never condemns proves nothing: made-up histories, each with one promise kept or broken.</summary>
public sealed class LedgerTests
{
    private const string Ops = "mailto:ops@example.com";
    private const string Chat = "slack:#ops";

    private readonly List<Entry> _history = [];

    [Fact]
    public void A_mail_that_was_acknowledged_and_reached_all_its_targets_is_in_order()
    {
        Mail("a", 250, Ops, Chat);
        Took("a", Ops);
        Took("a", Chat);

        Judged().ToString().ShouldContain("1 acknowledged, 0 refused, 0 cut off, 2 deliveries: 0 lost");
        Judged().IsKept.ShouldBeTrue();
    }

    [Fact]
    public void A_target_that_never_heard_of_an_acknowledged_mail_is_a_loss()
    {
        Mail("a", 250, Ops, Chat);
        Took("a", Chat);

        Judged().Lost.ShouldBe(1);
        Judged().IsKept.ShouldBeFalse();
    }

    [Theory]
    [InlineData(451)]
    [InlineData(552)]
    public void A_refused_mail_that_arrives_breaks_the_promise(int answer)
    {
        Mail("a", answer, Ops);
        Took("a", Ops);

        Judged().Unwanted.ShouldBe(1);
        Judged().IsKept.ShouldBeFalse();
    }

    [Fact]
    public void A_mail_whose_connection_broke_may_arrive_or_not()
    {
        _history.Add(new Entry.Offered("a", [Ops]));
        _history.Add(new Entry.Offered("b", [Ops]));
        Took("a", Ops);

        Judged().Unanswered.ShouldBe(2);
        Judged().IsKept.ShouldBeTrue();
    }

    [Fact]
    public void What_was_in_flight_at_a_kill_may_come_twice()
    {
        Mail("a", 250, Ops);
        Took("a", Ops, life: 1);
        _history.Add(new Entry.Killed(1));
        Took("a", Ops, life: 2);

        Judged().RepeatedAtKills.ShouldBe(1);
        Judged().IsKept.ShouldBeTrue();
    }

    [Fact]
    public void One_kill_excuses_one_repetition_of_a_delivery()
    {
        Mail("a", 250, Ops);
        Took("a", Ops, life: 1);
        _history.Add(new Entry.Killed(1));
        Took("a", Ops, life: 2);
        Took("a", Ops, life: 2);

        Judged().Excess.ShouldBe(1);
        Judged().IsKept.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_may_come_twice_when_the_program_ended_by_itself()
    {
        Mail("a", 250, Ops);
        Took("a", Ops, life: 1);
        Took("a", Ops, life: 2);

        Judged().Excess.ShouldBe(1);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_kill_repeats_no_more_than_what_can_be_in_flight_to_a_destination(int repeated, bool isKept)
    {
        for (var mail = 0; mail < repeated; mail++)
        {
            Mail($"{mail}", 250, Ops, Chat);
            Took($"{mail}", Ops, life: 1);
            Took($"{mail}", Chat, life: 1);
            Took($"{mail}", Ops, life: 2);
        }
        _history.Add(new Entry.Killed(1));

        Judged().MostAtOneKill.ShouldBe(repeated);
        Judged().IsKept.ShouldBe(isKept);
    }

    [Fact]
    public void A_target_that_withheld_its_reply_is_told_again()
    {
        Mail("a", 250, Ops);
        _history.Add(new Entry.Taken("a", Ops, 1, 0) { IsWithheld = true });
        Took("a", Ops, life: 1);

        Judged().RepeatedUnsaid.ShouldBe(1);
        Judged().IsKept.ShouldBeTrue();
    }

    [Fact]
    public void A_mail_without_its_end_breaks_the_promise()
    {
        Mail("a", 250, Ops);
        _history.Add(new Entry.Taken("a", Ops, 1, 0) { IsTorn = true });

        Judged().IsKept.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_acknowledged_while_fsync_fails()
    {
        _history.Add(new Entry.Began(Fault.Sync));
        Mail("a", 250, Ops);
        _history.Add(new Entry.Ended(Fault.Sync));
        Took("a", Ops);

        Judged().Unsynced.ShouldBe(1);
        Judged().IsKept.ShouldBeFalse();
    }

    [Fact]
    public void A_mail_that_began_before_fsync_failed_or_was_answered_after_may_have_been_synced()
    {
        _history.Add(new Entry.Offered("a", [Ops]));
        _history.Add(new Entry.Began(Fault.Sync));
        _history.Add(new Entry.Answered("a", 250));
        _history.Add(new Entry.Offered("b", [Ops]));
        _history.Add(new Entry.Ended(Fault.Sync));
        _history.Add(new Entry.Answered("b", 250));
        Took("a", Ops);
        Took("b", Ops);

        Judged().IsKept.ShouldBeTrue();
    }

    [Fact]
    public void With_delivered_what_was_told_before_a_451_is_accounted_for_and_what_comes_after_is_not()
    {
        _history.Add(new Entry.Offered("a", [Ops, Chat]));
        Took("a", Ops);
        _history.Add(new Entry.Answered("a", 451));
        Judged(Acknowledge.Delivered).IsKept.ShouldBeTrue();

        Took("a", Chat);
        Judged(Acknowledge.Delivered).Unwanted.ShouldBe(1);
    }

    [Fact]
    public void With_delivered_a_mail_that_comes_again_after_a_451_repeats_nobody()
    {
        Mail("a", 451, Ops, Chat);
        _history.Insert(1, new Entry.Taken("a", Ops, 1, 1));
        Mail("a", 250, Ops, Chat);
        Took("a", Chat);
        Judged(Acknowledge.Delivered).IsKept.ShouldBeTrue();

        Took("a", Ops);
        Judged(Acknowledge.Delivered).Excess.ShouldBe(1);
    }

    private Verdict Judged(Acknowledge acknowledge = Acknowledge.Stored) => Judge.Of(_history, new Terms(acknowledge, InFlight: 2));

    private void Mail(string name, int answer, params string[] targets)
    {
        _history.Add(new Entry.Offered(name, targets));
        _history.Add(new Entry.Answered(name, answer));
    }

    private void Took(string name, string target, int life = 1) => _history.Add(new Entry.Taken(name, target, life, _history.Count));
}
