using System.Net;
using Mail2Alert.Intake;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;

namespace Mail2Alert.Tests.Intake;

public sealed class MailGateTests
{
    private static readonly Claim Alerts = new(["alerts@x.com"], []);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("2001:db8::1", false)]
    public async Task Only_the_networks_listed_may_send(string address, bool allowed)
    {
        var reply = await Gate(canForward: true).OnSenderAsync(From(address), CancellationToken.None);

        reply.IsPositive.ShouldBe(allowed);
        if (!allowed)
            reply.ToString().ShouldContain("`networks`");
    }

    [Theory]
    [InlineData("alerts@x.com", false, true)]
    [InlineData("ALERTS@X.COM", false, true)]
    [InlineData("boss@x.com", false, false)]
    [InlineData("boss@x.com", true, true)]
    public async Task A_recipient_is_known_when_a_source_claims_it_or_a_relay_takes_it(string address, bool canForward, bool known)
    {
        var path = new SmtpPath(address.Split('@')[0], address.Split('@')[1]);
        var reply = await Gate(canForward).OnRecipientAsync(From("127.0.0.1"), new SmtpRecipient(path), CancellationToken.None);

        reply.Code.ShouldBe(known ? 250 : 550);
    }

    [Fact]
    public async Task Who_logged_in_may_send_from_anywhere()
    {
        var envelope = From("192.0.2.1");

        var reply = await Gate(canForward: true)
            .OnSenderAsync(envelope with { Peer = envelope.Peer with { Login = "nas" } }, CancellationToken.None);

        reply.IsPositive.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_could_log_in_is_told_to_do_it_first()
    {
        var reply = await Gate(canForward: true, canLogIn: true).OnSenderAsync(From("192.0.2.1"), CancellationToken.None);

        reply.ToString().ShouldStartWith("530 5.7.0 Log in first");
    }

    private static MailGate Gate(bool canForward, bool canLogIn = false) => new(
        [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8")],
        _ => canLogIn,
        [Alerts],
        canForward,
        (_, _) => Task.FromResult<SmtpVerdict>(SmtpReplies.Accepted));

    private static SmtpEnvelope From(string address) => new(
        new SmtpPeer("c", new IPEndPoint(IPAddress.Parse(address), 1), null, "x", true),
        new SmtpPath("a", "b.com"),
        SmtpMailParameters.None,
        []);
}
