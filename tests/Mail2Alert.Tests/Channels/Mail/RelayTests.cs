using System.Buffers;
using System.Text;
using CsCheck;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Tests.Channels.Mail;

public sealed class RelayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_byte_for_byte()
    {
        await using var server = await FakeRelay.StartAsync();
        await using var pool = Pool(server.Port);
        var relay = new Relay(Settings(server.Port), pool);
        var line = Gen.Byte.Where(octet => octet is not (10 or 13)).Array[0, 100].Select(bytes => (byte[])[.. bytes, 13, 10]);
        var dots = Gen.Int[0, 3].Select(i => Encoding.Latin1.GetBytes(new[] { ".\r\n", "..x\r\n", "\r\n", ".\r\n.\r\n" }[i]));

        await Gen.OneOf(line, dots).Array[0, 30].SampleAsync(
            async lines =>
            {
                var body = lines.SelectMany(bytes => bytes).ToArray();
                (await relay.SendAsync(Mail(body), Cancellation)).ShouldBeOfType<Outcome.Delivered>();
                server.Mails.TryDequeue(out var arrived).ShouldBeTrue();
                arrived.Content.ShouldBe("A: 1\r\nB: \u00e5\r\n\r\n" + Encoding.Latin1.GetString(body));
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public async Task One_connection_serves_mail_after_mail()
    {
        await using var server = await FakeRelay.StartAsync();
        await using var pool = Pool(server.Port);
        var relay = new Relay(Settings(server.Port), pool);

        for (var i = 0; i < 5; i++)
            (await relay.SendAsync(Mail(), Cancellation)).ShouldBeOfType<Outcome.Delivered>();

        server.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData(550, "5.1.1")]
    [InlineData(554, "5.7.1")]
    public async Task A_refusal_for_good_comes_back_with_the_relays_own_words(int code, string enhanced)
    {
        await using var server = await FakeRelay.StartAsync();
        server.OnRecipient = _ => new SmtpReply(code, enhanced, "Nobody of that name");

        var failed = (await SendAsync(server, Mail())).ShouldBeOfType<Outcome.Failed>();

        failed.Reply!.Code.ShouldBe(code);
        failed.Reply.Enhanced.ShouldBe(enhanced);
        failed.Reply.Lines.ShouldBe(["Nobody of that name"]);
    }

    [Fact]
    public async Task A_refusal_for_now_is_worth_another_attempt()
    {
        await using var server = await FakeRelay.StartAsync();
        server.OnMessage = _ => Task.FromResult(new SmtpReply(452, "4.3.1", "Disk full"));

        var retry = (await SendAsync(server, Mail())).ShouldBeOfType<Outcome.Retry>();

        retry.Why.ShouldContain("452 4.3.1 Disk full");
    }

    [Fact]
    public async Task Of_several_recipients_all_get_the_mail_or_none()
    {
        await using var server = await FakeRelay.StartAsync();
        server.OnRecipient = path => path.LocalPart == "b" ? new SmtpReply(550, "5.1.1", "No b") : SmtpReplies.RecipientAccepted;

        (await SendAsync(server, Mail() with { Recipients = [To("a"), To("b")] })).ShouldBeOfType<Outcome.Failed>();

        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_that_may_be_split_goes_to_those_whom_the_relay_takes_and_the_others_are_named()
    {
        await using var server = await FakeRelay.StartAsync();
        server.OnRecipient = path => path.LocalPart switch
        {
            "b" => new SmtpReply(550, "5.1.1", "No b"),
            "c" => new SmtpReply(450, "4.2.1", "Busy"),
            _ => SmtpReplies.RecipientAccepted,
        };

        var mixed = (await SendAsync(server, Mail() with { Recipients = [To("a"), To("b"), To("c")], MayBeSplit = true })).ShouldBeOfType<Outcome.Mixed>();

        mixed.Rest.ShouldBeOfType<Outcome.Delivered>();
        mixed.Refused.Select(refused => (refused.Recipient.Address.LocalPart, refused.Outcome.GetType())).ShouldBe(
            [("b", typeof(Outcome.Failed)), ("c", typeof(Outcome.Retry))]);
        server.Mails.ShouldHaveSingleItem().Envelope.Recipients.ShouldBe([To("a")]);
    }

    [Fact]
    public async Task A_mail_that_may_be_split_and_is_refused_for_all_ends_for_each_as_the_relay_said()
    {
        await using var server = await FakeRelay.StartAsync();
        server.OnRecipient = path => path.LocalPart == "a" ? new SmtpReply(550, "5.1.1", "No a") : new SmtpReply(450, "4.2.1", "Busy");

        var mixed = (await SendAsync(server, Mail() with { Recipients = [To("a"), To("b")], MayBeSplit = true })).ShouldBeOfType<Outcome.Mixed>();

        mixed.Rest.ShouldBeOfType<Outcome.Failed>().Reply!.Lines.ShouldBe(["No a"]);
        mixed.Refused.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Outcome.Retry>();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_relay_cannot_now_those_whom_it_refused_for_good_are_named_all_the_same()
    {
        await using var server = await FakeRelay.StartAsync();
        server.OnRecipient = path => path.LocalPart == "b" ? new SmtpReply(550, "5.1.1", "No b") : SmtpReplies.RecipientAccepted;
        server.OnMessage = _ => Task.FromResult(new SmtpReply(452, "4.3.1", "Disk full"));

        var mixed = (await SendAsync(server, Mail() with { Recipients = [To("a"), To("b")], MayBeSplit = true })).ShouldBeOfType<Outcome.Mixed>();

        mixed.Rest.ShouldBeOfType<Outcome.Retry>();
        mixed.Refused.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Outcome.Failed>();
    }

    [Fact]
    public async Task After_a_refusal_the_connection_serves_the_next_mail()
    {
        await using var server = await FakeRelay.StartAsync();
        await using var pool = Pool(server.Port);
        var relay = new Relay(Settings(server.Port), pool);
        server.OnSender = _ => new SmtpReply(550, "5.7.1", "Not you");
        await relay.SendAsync(Mail(), Cancellation);
        server.OnSender = _ => SmtpReplies.SenderAccepted;

        (await relay.SendAsync(Mail(), Cancellation)).ShouldBeOfType<Outcome.Delivered>();
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_relay_that_is_down_is_worth_another_attempt()
    {
        int port;
        await using (var server = await FakeRelay.StartAsync())
            port = server.Port;
        await using var pool = Pool(port);

        var retry = (await new Relay(Settings(port), pool).SendAsync(Mail(), Cancellation)).ShouldBeOfType<Outcome.Retry>();

        retry.Why.ShouldContain("cannot be reached");
        pool.Open.ShouldBe(0);
    }

    [Fact]
    public async Task A_relay_that_does_not_answer_in_time_is_worth_another_attempt()
    {
        await using var server = await FakeRelay.StartAsync();
        var arrived = new TaskCompletionSource();
        server.OnMessage = async _ =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, Cancellation);
            return SmtpReplies.Accepted;
        };
        await using var pool = Pool(server.Port);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var sending = new Relay(Settings(server.Port), pool).SendAsync(Mail(), time.Token);
        await arrived.Task;
        await time.CancelAsync();

        (await sending).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain("did not answer in time");
        pool.Open.ShouldBe(0);
    }

    [Fact]
    public async Task What_the_notifier_asked_for_is_passed_on()
    {
        await using var server = await FakeRelay.StartAsync();
        var mail = Mail() with
        {
            Parameters = new SmtpMailParameters { Utf8 = true, Body = SmtpBody.EightBit, Return = "HDRS", EnvelopeId = "QQ+2B314" },
            Recipients = [To("a") with { Notify = SmtpNotify.Success | SmtpNotify.Delay, OriginalRecipient = "rfc822;a@x.com" }, To("b") with { Notify = SmtpNotify.Never }],
        };

        (await SendAsync(server, mail)).ShouldBeOfType<Outcome.Delivered>();

        server.Mails.TryDequeue(out var arrived).ShouldBeTrue();
        arrived.Envelope.Parameters.Utf8.ShouldBeTrue();
        arrived.Envelope.Parameters.Body.ShouldBe(SmtpBody.EightBit);
        arrived.Envelope.Parameters.Return.ShouldBe("HDRS");
        arrived.Envelope.Parameters.EnvelopeId.ShouldBe("QQ+2B314");
        arrived.Envelope.Parameters.Size.ShouldBe(mail.Length);
        arrived.Envelope.Recipients.Select(recipient => recipient.Notify).ShouldBe([SmtpNotify.Success | SmtpNotify.Delay, SmtpNotify.Never]);
        arrived.Envelope.Recipients[0].OriginalRecipient.ShouldBe("rfc822;a@x.com");
    }

    [Fact]
    public async Task Mail_that_requires_TLS_does_not_go_to_a_relay_that_cannot_promise_it()
    {
        await using var server = await FakeRelay.StartAsync();

        var failed = (await SendAsync(server, Secret())).ShouldBeOfType<Outcome.Failed>();

        (failed.Reply!.Code, failed.Reply.Enhanced).ShouldBe((550, "5.7.30"));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mail_that_requires_TLS_does_not_go_to_a_relay_whose_certificate_anybody_could_have_made()
    {
        using var certificate = new TestCertificate("127.0.0.1");
        var shown = SmtpCertificate.Load(new(certificate.File, certificate.Key));
        await using var server = await FakeRelay.StartAsync(new SmtpServerOptions
        {
            AdvertiseRequireTls = true,
            Tls = new SmtpTlsOptions { SelectCertificate = _ => shown.Context },
        });

        (await SendAsync(server, Secret())).ShouldBeOfType<Outcome.Failed>().Reply!.Enhanced.ShouldBe("5.7.30");
        (await SendAsync(server, Mail())).ShouldBeOfType<Outcome.Delivered>();
        server.Mails.ShouldHaveSingleItem().Envelope.Peer.IsEncrypted.ShouldBeTrue();
    }

    private static OutgoingMail Secret() => Mail() with { Parameters = new SmtpMailParameters { RequireTls = true } };

    [Fact]
    public async Task The_null_sender_stays_null()
    {
        await using var server = await FakeRelay.StartAsync();

        (await SendAsync(server, Mail() with { Sender = SmtpPath.Null })).ShouldBeOfType<Outcome.Delivered>();

        server.Mails.TryDequeue(out var arrived).ShouldBeTrue();
        arrived.Envelope.Sender.IsNull.ShouldBeTrue();
    }

    [Theory]
    [InlineData("root", "")]
    [InlineData("\"odd name\"", "x.com")]
    [InlineData("a+b=c", "[192.0.2.1]")]
    public async Task Odd_addresses_reach_the_relay_as_they_came(string local, string domain)
    {
        await using var server = await FakeRelay.StartAsync();
        var path = new SmtpPath(local, domain);

        (await SendAsync(server, Mail() with { Sender = path, Recipients = [new SmtpRecipient(path)] })).ShouldBeOfType<Outcome.Delivered>();

        server.Mails.TryDequeue(out var arrived).ShouldBeTrue();
        arrived.Envelope.Sender.ShouldBe(path);
        arrived.Envelope.Recipients[0].Address.ShouldBe(path);
    }

    private static async Task<Outcome> SendAsync(FakeRelay server, OutgoingMail mail)
    {
        await using var pool = Pool(server.Port);
        return await new Relay(Settings(server.Port), pool).SendAsync(mail, Cancellation);
    }

    private static RelaySettings Settings(int port) => new() { Host = "127.0.0.1", Port = port };

    private static RelayPool Pool(int port) =>
        new(new RelayDialer(Settings(port), "gateway").DialAsync, 10, TimeSpan.FromSeconds(30), TimeProvider.System);

    private static SmtpRecipient To(string local) => new(new SmtpPath(local, "x.com"));

    private static OutgoingMail Mail(byte[]? body = null) => new(
        new SmtpPath("gocd", "example.net"),
        SmtpMailParameters.None,
        [To("a")],
        Encoding.Latin1.GetBytes("A: 1\r\nB: \u00e5\r\n"),
        new ReadOnlySequence<byte>(body ?? "body\r\n"u8.ToArray()),
        HasEightBit: true);
}
