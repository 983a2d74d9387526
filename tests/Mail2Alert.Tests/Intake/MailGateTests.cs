using System.Net;
using Mail2Alert.Configuration;
using Mail2Alert.Intake;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;
using Mail2Alert.Storage;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Intake;

public sealed class MailGateTests
{
    private const string Users = "users: { nas: secret, ups: secret }\nauth-in-clear: 192.0.2.0/24";

    private static readonly Claim Alerts = new(["alerts@x.com"], []);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("2001:db8::1", false)]
    public async Task Only_the_networks_listed_may_send(string address, bool allowed)
    {
        var reply = await SenderAsync("a@b.com", address);

        reply.IsPositive.ShouldBe(allowed);
        if (!allowed)
            reply.ToString().ShouldContain("`networks`");
    }

    [Theory]
    [InlineData("alerts@x.com", false, true)]
    [InlineData("ALERTS@X.COM", false, true)]
    [InlineData("boss@x.com", false, false)]
    [InlineData("boss@x.com", true, true)]
    public async Task A_recipient_is_known_when_a_source_claims_it_or_a_relay_takes_it(string address, bool canForward, bool known) =>
        (await RecipientAsync(address, "", canForward)).ToString().ShouldStartWith(known ? "250" : "550 5.1.1");

    [Theory]
    [InlineData("boss@x.com", "250")]
    [InlineData("boss@y.com", "550 5.7.1 Mail to this recipient is not taken here; the listener's `recipients` does not name it")]
    public async Task A_recipient_must_be_one_of_those_that_the_listener_names(string address, string reply) =>
        (await RecipientAsync(address, "recipients: '*@x.com'", canForward: true)).ToString().ShouldStartWith(reply);

    [Fact]
    public async Task A_recipient_that_the_listener_names_must_be_known_all_the_same() =>
        (await RecipientAsync("boss@x.com", "recipients: '*@x.com'", canForward: false)).ToString().ShouldStartWith("550 5.1.1");

    [Theory]
    [InlineData("nas@x.com", "250")]
    [InlineData("nas@y.com", "550 5.7.1 Mail from this sender is not taken here; the listener's `senders` does not name it")]
    [InlineData("", "550 5.7.1")]
    public async Task A_sender_must_be_one_of_those_that_the_listener_names(string sender, string reply) =>
        (await SenderAsync(sender, "10.1.2.3", "senders: '*@x.com'")).ToString().ShouldStartWith(reply);

    [Theory]
    [InlineData("nas@x.com", "250")]
    [InlineData("boss@x.com", "553 5.7.1 This sender is not your login's; the user's `senders` does not name it")]
    [InlineData("", "553 5.7.1")]
    public async Task A_login_cannot_send_as_anybody_else(string sender, string reply)
    {
        const string Held = "users: { nas: { password: secret, senders: nas@x.com }, ups: secret }";

        (await SenderAsync(sender, "192.0.2.1", file: Held, login: "nas")).ToString().ShouldStartWith(reply);
        (await SenderAsync(sender, "10.1.2.3", file: Held, login: "nas")).ToString().ShouldStartWith(reply);
        (await SenderAsync(sender, "192.0.2.1", file: Held, login: "ups")).IsPositive.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_logged_in_may_send_from_anywhere() =>
        (await SenderAsync("a@b.com", "192.0.2.1", file: Users, login: "nas")).IsPositive.ShouldBeTrue();

    [Fact]
    public async Task Who_could_log_in_is_told_to_do_it_first()
    {
        (await SenderAsync("a@b.com", "192.0.2.1", file: Users)).ToString().ShouldStartWith("530 5.7.0 Log in first");
        (await SenderAsync("a@b.com", "198.51.100.1", file: Users)).ToString().ShouldStartWith("550 5.7.1");
        (await SenderAsync("a@b.com", "192.0.2.1", "users: []", Users)).ToString().ShouldStartWith("550 5.7.1");
    }

    [Theory]
    [InlineData("nas", "192.0.2.1", "250")]
    [InlineData("ups", "192.0.2.1", "550 5.7.1 Your login may not send mail here")]
    [InlineData("ups", "10.1.2.3", "250")]
    public async Task A_listener_may_be_for_some_of_the_users(string login, string address, string reply) =>
        (await SenderAsync("a@b.com", address, "users: nas", Users, login)).ToString().ShouldStartWith(reply);

    [Fact]
    public async Task A_client_without_an_address_is_on_this_machine()
    {
        (await SenderAsync("a@b.com", null, "networks: 192.0.2.1")).IsPositive.ShouldBeTrue();
        (await SenderAsync("x@b.com", null, "senders: a@b.com")).IsPositive.ShouldBeFalse();
    }

    [Fact]
    public async Task Each_listener_has_its_own_rules()
    {
        var configuration = Loaded.Valid("listeners: [ { url: 'a:1', name: in }, { url: 'b:2', name: out, networks: 192.0.2.1 } ]");
        var gate = Gate(configuration, canForward: true);

        async Task<bool> TakesAsync(string listener) => (await gate.OnSenderAsync(
            From("192.0.2.1", "a@b.com", new SmtpListener { Name = listener }), CancellationToken.None)).IsPositive;

        (await TakesAsync("in")).ShouldBeFalse();
        (await TakesAsync("out")).ShouldBeTrue();
    }

    private static async Task<SmtpReply> SenderAsync(string sender, string? address, string keys = "", string file = "", string? login = null)
    {
        var configuration = Configured(keys, file);
        var envelope = From(address, sender, configuration.Listeners[0].Smtp);
        return await Gate(configuration, canForward: true)
            .OnSenderAsync(envelope with { Peer = envelope.Peer with { Login = login } }, CancellationToken.None);
    }

    private static async Task<SmtpReply> RecipientAsync(string recipient, string keys, bool canForward)
    {
        var configuration = Configured(keys, "");
        var envelope = From("127.0.0.1", "a@b.com", configuration.Listeners[0].Smtp);
        return await Gate(configuration, canForward).OnRecipientAsync(envelope, new SmtpRecipient(TestPath.Of(recipient)), CancellationToken.None);
    }

    private static Mail2AlertConfiguration Configured(string keys, string file) => Loaded.Valid($"""
        networks: [ 127.0.0.0/8, 10.0.0.0/8 ]
        listeners:
          - url: 127.0.0.1:2525
            {keys}
        {file}
        """);

    [Theory]
    [InlineData(null, true)]
    [InlineData(100_000L, true)]
    [InlineData(2_000_000L, false)]
    public async Task A_mail_that_the_disk_has_no_room_for_is_refused_before_it_is_sent(long? size, bool allowed)
    {
        var room = new StoreRoom(() => 3 << 20, reserve: 1 << 20, warning: 1 << 20);
        room.Look();
        var configuration = Configured("", "");
        var envelope = From("127.0.0.1", "a@b.com", configuration.Listeners[0].Smtp) with
        {
            Parameters = SmtpMailParameters.None with { Size = size },
        };

        var reply = await Gate(configuration, canForward: true, room).OnSenderAsync(envelope, TestContext.Current.CancellationToken);

        reply.ToString().ShouldStartWith(allowed ? "250" : "452 4.3.1");
    }

    private static MailGate Gate(Mail2AlertConfiguration configuration, bool canForward, StoreRoom? room = null) => new(
        configuration.Listeners.ToDictionary(listener => listener.Smtp.Name, listener => listener.Rules),
        configuration.Users.Where(user => user.Value.Senders is not null).ToDictionary(user => user.Key, user => user.Value.Senders!),
        [Alerts],
        canForward,
        new LoopGuard(100, "gateway"),
        (_, _) => Task.FromResult<SmtpVerdict>(SmtpReplies.Accepted),
        room);

    private static SmtpEnvelope From(string? address, string sender, SmtpListener listener) => new(
        new SmtpPeer("c", address is null ? null : new IPEndPoint(IPAddress.Parse(address), 1), null, "x", true) { Listener = listener },
        TestPath.Of(sender),
        SmtpMailParameters.None,
        []);
}
