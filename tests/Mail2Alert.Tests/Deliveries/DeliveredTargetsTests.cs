using System.Text;
using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Deliveries;

public sealed class DeliveredTargetsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_same_mail_again_knows_who_was_told()
    {
        var delivered = new DeliveredTargets(100, _clock);
        delivered.Remember(Mail("x"), ["mailto:a", "slack:#b"]);

        delivered.Of(Mail("x")).ShouldBe(["mailto:a", "slack:#b"], ignoreOrder: true);
    }

    [Fact]
    public void Another_mail_or_another_envelope_tells_everybody()
    {
        var delivered = new DeliveredTargets(100, _clock);
        delivered.Remember(Mail("x"), ["mailto:a"]);

        delivered.Of(Mail("y")).ShouldBeEmpty();
        delivered.Of(TestMail.With(Mail("x"), Mail("x").Envelope with { Sender = SmtpPath.Null })).ShouldBeEmpty();
    }

    [Fact]
    public void What_no_mail_server_would_send_again_is_forgotten()
    {
        var delivered = new DeliveredTargets(100, _clock);
        delivered.Remember(Mail("x"), ["mailto:a"]);

        _clock.Advance(TimeSpan.FromDays(7));
        delivered.Remember(Mail("y"), ["mailto:a"]);

        delivered.Count.ShouldBe(1);
    }

    [Fact]
    public void Past_the_capacity_the_oldest_are_forgotten()
    {
        var delivered = new DeliveredTargets(100, _clock);
        for (var i = 0; i < 300; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            delivered.Remember(Mail($"{i}"), ["mailto:a"]);
        }

        delivered.Count.ShouldBeLessThanOrEqualTo(101);
        delivered.Of(Mail("299")).ShouldNotBeEmpty();
        delivered.Of(Mail("0")).ShouldBeEmpty();
    }

    private static Mail2Alert.Messages.Message Mail(string text) => TestMail.OfBytes(Encoding.ASCII.GetBytes($"Subject: {text}\r\n\r\n"));
}
