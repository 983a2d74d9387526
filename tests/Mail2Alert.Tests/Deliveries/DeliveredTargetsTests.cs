using System.Text;
using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Deliveries;

public sealed class DeliveredTargetsTests
{
    private static readonly SmtpRecipient[] Recipients = [new(new SmtpPath("alerts", "example.com"))];

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_same_mail_again_knows_who_was_told()
    {
        var delivered = new DeliveredTargets(100, _clock);
        delivered.Remember(Mail("x"), Recipients, ["mailto:a", "slack:#b"]);

        delivered.Of(Mail("x"), Recipients).ShouldBe(["mailto:a", "slack:#b"], ignoreOrder: true);
    }

    [Fact]
    public void Another_mail_or_another_envelope_tells_everybody()
    {
        var delivered = new DeliveredTargets(100, _clock);
        delivered.Remember(Mail("x"), Recipients, ["mailto:a"]);

        delivered.Of(Mail("y"), Recipients).ShouldBeEmpty();
        delivered.Of(TestMail.With(Mail("x"), Mail("x").Envelope with { Sender = SmtpPath.Null }), Recipients).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_mail_to_those_who_were_answered_alike_is_the_same_whoever_else_it_was_for()
    {
        var delivered = new DeliveredTargets(100, _clock);
        var both = Mail("x").Envelope with { Recipients = [.. Recipients, new SmtpRecipient(new SmtpPath("boss", "example.com"))] };
        delivered.Remember(TestMail.With(Mail("x"), both), Recipients, ["mailto:a"]);

        delivered.Of(Mail("x"), Recipients).ShouldBe(["mailto:a"]);
        delivered.Of(Mail("x"), both.Recipients).ShouldBeEmpty();
    }

    [Fact]
    public void What_no_mail_server_would_send_again_is_forgotten()
    {
        var delivered = new DeliveredTargets(100, _clock);
        delivered.Remember(Mail("x"), Recipients, ["mailto:a"]);

        _clock.Advance(TimeSpan.FromDays(7));
        delivered.Remember(Mail("y"), Recipients, ["mailto:a"]);

        delivered.Count.ShouldBe(1);
    }

    [Fact]
    public void Past_the_capacity_the_oldest_are_forgotten()
    {
        var delivered = new DeliveredTargets(100, _clock);
        for (var i = 0; i < 300; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            delivered.Remember(Mail($"{i}"), Recipients, ["mailto:a"]);
        }

        delivered.Count.ShouldBeLessThanOrEqualTo(101);
        delivered.Of(Mail("299"), Recipients).ShouldNotBeEmpty();
        delivered.Of(Mail("0"), Recipients).ShouldBeEmpty();
    }

    private static Mail2Alert.Messages.Message Mail(string text) => TestMail.OfBytes(Encoding.ASCII.GetBytes($"Subject: {text}\r\n\r\n"));
}
