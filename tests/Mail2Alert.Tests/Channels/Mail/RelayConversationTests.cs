using System.Buffers;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Smtp;

namespace Mail2Alert.Tests.Channels.Mail;

/// <summary>What is said to a relay, octet by octet, and what is made of relays that say strange things.</summary>
public sealed class RelayConversationTests
{
    private const string Hello = "EHLO gateway\r\n";
    private const string Content = "A: 1\r\n\r\nbody\r\n.\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_envelope_leaves_at_once_where_the_relay_pipelines()
    {
        await using var relay = new ScriptedRelay(
            ("", "220 relay\r\n"),
            (Hello, "250-relay\r\n250-PIPELINING\r\n250 8BITMIME\r\n"),
            ("MAIL FROM:<gocd@example.net>\r\nRCPT TO:<a@x.com>\r\nDATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"),
            (Content, "250 2.0.0 queued as 17\r\n"));

        (await SendAsync(relay.Port, Mail())).ShouldBeOfType<Outcome.Delivered>().Reference.ShouldBe("2.0.0 queued as 17");
    }

    [Fact]
    public async Task Each_command_waits_for_its_answer_where_the_relay_does_not_pipeline()
    {
        await using var relay = new ScriptedRelay(
            ("", "220-relay\r\n220 says more\r\n"),
            (Hello, "502 what?\r\n"),
            ("HELO gateway\r\n", "250 relay\r\n"),
            ("MAIL FROM:<gocd@example.net>\r\n", "250 ok\r\n"),
            ("RCPT TO:<a@x.com>\r\n", "250 ok\r\n"),
            ("DATA\r\n", "354 go\r\n"),
            (Content, "250 ok\r\n"));

        (await SendAsync(relay.Port, Mail())).ShouldBeOfType<Outcome.Delivered>();
    }

    [Fact]
    public async Task A_relay_that_refuses_the_recipient_and_asks_for_the_content_does_not_get_it()
    {
        await using var relay = new ScriptedRelay(
            ("", "220 relay\r\n"),
            (Hello, "250-relay\r\n250 PIPELINING\r\n"),
            ("DATA\r\n", "250 ok\r\n550 5.1.1 nobody\r\n354 go\r\n"));

        (await SendAsync(relay.Port, Mail())).ShouldBeOfType<Outcome.Failed>().Reply!.Lines.ShouldBe(["nobody"]);

        await relay.Served;
        relay.Heard.ToString().ShouldEndWith("DATA\r\n");
    }

    [Fact]
    public async Task A_transaction_that_was_refused_half_way_is_taken_back_before_the_next()
    {
        await using var relay = new ScriptedRelay(
            ("", "220 relay\r\n"),
            (Hello, "250-relay\r\n250 PIPELINING\r\n"),
            ("DATA\r\n", "250 ok\r\n550 nobody\r\n503 no recipients\r\n"),
            ("RSET\r\nMAIL FROM:<gocd@example.net>\r\nRCPT TO:<a@x.com>\r\nDATA\r\n", "250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n"),
            (Content, "250 ok\r\n"));
        await using var pool = Pool(relay.Port);
        var sender = new Relay(Settings(relay.Port), pool);

        (await sender.SendAsync(Mail(), Cancellation)).ShouldBeOfType<Outcome.Failed>();
        (await sender.SendAsync(Mail(), Cancellation)).ShouldBeOfType<Outcome.Delivered>();
    }

    [Fact]
    public async Task What_has_a_bare_line_feed_is_refused_before_the_final_dot()
    {
        await using var relay = new ScriptedRelay(
            ("", "220 relay\r\n"),
            (Hello, "250-relay\r\n250 PIPELINING\r\n"),
            ("DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"));

        var failed = (await SendAsync(relay.Port, Mail() with { Body = new(new byte[] { (byte)'x', (byte)'\n', (byte)'.', (byte)'\r', (byte)'\n' }) }))
            .ShouldBeOfType<Outcome.Failed>();

        failed.Reply!.Enhanced.ShouldBe("5.6.0");
        await relay.Served;
        relay.Heard.ToString().ShouldEndWith("DATA\r\n");
    }

    [Fact]
    public async Task An_address_that_would_end_its_line_never_leaves()
    {
        await using var relay = new ScriptedRelay(("", "220 relay\r\n"), (Hello, "250 relay\r\n"));

        (await SendAsync(relay.Port, Mail() with { Sender = new SmtpPath("a>\r\nDATA", "x.com") })).ShouldBeOfType<Outcome.Failed>().Reply!.Enhanced.ShouldBe("5.1.3");

        await relay.Served;
        relay.Heard.ToString().ShouldBe(Hello);
    }

    [Fact]
    public async Task What_stands_in_clear_text_behind_the_answer_to_STARTTLS_is_not_taken_for_the_relays()
    {
        await using var relay = new ScriptedRelay(
            ("", "220 relay\r\n"),
            (Hello, "250-relay\r\n250 STARTTLS\r\n"),
            ("STARTTLS\r\n", "220 go\r\n250-relay\r\n250 PIPELINING\r\n"));

        (await SendAsync(relay.Port, Mail())).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain("STARTTLS");
    }

    [Fact]
    public async Task A_server_of_another_kind_is_worth_another_attempt_and_quoted()
    {
        await using var relay = new ScriptedRelay(("", "HTTP/1.1 400 Bad Request\r\n"));

        (await SendAsync(relay.Port, Mail())).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain("no reply of a mail server: HTTP/1.1 400 Bad Request");
    }

    [Fact]
    public async Task A_reply_without_end_is_not_kept()
    {
        await using var relay = new ScriptedRelay(("", string.Concat(Enumerable.Repeat("220-" + new string('x', 1000) + "\r\n", 80))));

        (await SendAsync(relay.Port, Mail())).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain("longer than 65536 octets");
    }

    [Fact]
    public async Task The_password_is_not_shown_to_a_relay_that_can_do_without()
    {
        await using var relay = new ScriptedRelay(
            ("", "220 relay\r\n"),
            (Hello, "250-relay\r\n250 AUTH LOGIN PLAIN SCRAM-SHA-256\r\n"),
            ("\r\n", "535 5.7.8 no\r\n"),
            ("\r\n", "235 2.7.0 in\r\n"),
            ("DATA\r\n", ""));
        var settings = Settings(relay.Port) with { Login = new RelayLogin("nas", new Secret("s3cret")) };
        await using var pool = new RelayPool(new RelayDialer(settings, "gateway").DialAsync, 1, TimeSpan.FromSeconds(30), TimeProvider.System);

        using (await pool.RentAsync(Cancellation))
        {
        }

        await relay.Served;
        relay.Heard.ToString().Split("\r\n")[1].ShouldStartWith("AUTH SCRAM-SHA-256 ");
        relay.Heard.ToString().Split("\r\n")[2].ShouldStartWith("AUTH PLAIN ");
    }

    private static async Task<Outcome> SendAsync(int port, OutgoingMail mail)
    {
        await using var pool = Pool(port);
        return await new Relay(Settings(port), pool).SendAsync(mail, Cancellation);
    }

    private static RelaySettings Settings(int port) => new() { Host = "127.0.0.1", Port = port };

    private static RelayPool Pool(int port) => new(new RelayDialer(Settings(port), "gateway").DialAsync, 1, TimeSpan.FromSeconds(30), TimeProvider.System);

    private static OutgoingMail Mail() => new(
        new SmtpPath("gocd", "example.net"),
        SmtpMailParameters.None,
        [new SmtpRecipient(new SmtpPath("a", "x.com"))],
        "A: 1\r\n"u8.ToArray(),
        new ReadOnlySequence<byte>("body\r\n"u8.ToArray()),
        HasEightBit: false);
}
