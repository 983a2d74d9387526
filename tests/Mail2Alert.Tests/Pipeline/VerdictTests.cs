using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Smtp;

namespace Mail2Alert.Tests.Pipeline;

public sealed class VerdictTests
{
    private static readonly Outcome Delivered = new Outcome.Delivered("1");
    private static readonly Outcome Later = new Outcome.Retry("disk full", Reply: new SmtpReply(452, "4.3.1", "Disk full"));
    private static readonly Outcome Never = new Outcome.Failed("no such user", new SmtpReply(550, "5.1.1", "No such user"));

    [Fact]
    public void All_delivered_is_acknowledged() => Verdict.Of("id", [To(Delivered), To(Delivered)]).Code.ShouldBe(250);

    [Fact]
    public void Nobody_to_tell_is_acknowledged() => Verdict.Of("id", []).Code.ShouldBe(250);

    [Fact]
    public void Whatever_can_still_succeed_keeps_the_mail_with_the_notifier()
    {
        Verdict.Of("id", [To(Delivered), To(Later)]).Code.ShouldBe(451);
        Verdict.Of("id", [To(Never), To(Later)]).Code.ShouldBe(451);
    }

    [Fact]
    public void A_refusal_for_good_is_told_in_the_downstreams_words()
    {
        var reply = Verdict.Of("id", [To(Never)]);

        reply.Code.ShouldBe(550);
        reply.Enhanced.ShouldBe("5.1.1");
        reply.Lines[0].ShouldContain("no such user");
    }

    [Fact]
    public void A_refusal_without_a_code_of_its_own_is_554() => Verdict.Of("id", [To(new Outcome.Failed("no"))]).Code.ShouldBe(554);

    [Fact]
    public void No_answer_closes_the_notifiers_connection_for_the_sake_of_another()
    {
        Verdict.Of("id", [To(new Outcome.Retry("going down", Reply: new SmtpReply(421, "4.3.2", "Bye")))]).ClosesConnection.ShouldBeFalse();
        Verdict.Of("id", [To(new Outcome.Failed("no", new SmtpReply(521, null, "No mail here")))]).ClosesConnection.ShouldBeFalse();
    }

    private static Delivery To(Outcome outcome) => new("mailto:a", "mailto", "route 1", outcome, TimeSpan.Zero) { Key = "mailto:a" };
}
