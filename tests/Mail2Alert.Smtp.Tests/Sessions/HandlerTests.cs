using System.Net;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class HandlerTests
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task Is_given_the_envelope_and_the_content()
    {
        await using var client = _server.Connect();
        await client.SendAsync(
            "EHLO nas.example.net\r\nMAIL FROM:<backup@example.net> BODY=8BITMIME RET=HDRS\r\n"
            + "RCPT TO:<a@example.org> NOTIFY=NEVER\r\nRCPT TO:<b@example.org>\r\nDATA\r\n");

        await client.SendAsync("Subject: caf\u00e9\r\n\r\n..\r\n.\r\n");

        var (message, _) = _server.Handler.Deliveries.Single();
        message.ReceivedAt.ShouldBe(_server.Time.GetUtcNow());
        message.Envelope.Sender.ShouldBe(new SmtpPath("backup", "example.net"));
        message.Envelope.Parameters.ShouldBe(new SmtpMailParameters { Body = SmtpBody.EightBit, Return = "HDRS" });
        message.Envelope.Recipients.ShouldBe(
        [
            new SmtpRecipient(new SmtpPath("a", "example.org")) { Notify = SmtpNotify.Never },
            new SmtpRecipient(new SmtpPath("b", "example.org")),
        ]);
        message.Envelope.Peer.ShouldBe(new SmtpPeer("c1", IPEndPoint.Parse("192.0.2.9:4444"), null, "nas.example.net", true));
        message.Content.HasEightBit.ShouldBeTrue();
        _server.Handler.Deliveries.Single().Text.ShouldBe("Subject: caf\u00e9\r\n\r\n.\r\n");
        client.Received.ShouldEndWith($"250 2.0.0 Ok: queued as {message.Id}\r\n");
    }

    [Fact]
    public async Task May_greet_in_its_own_words()
    {
        _server.Handler.OnConnect = _ => new SmtpReply(220, null, "mx.example.org ESMTP at your service");
        await using var client = _server.Connect();

        client.Received.ShouldBe("220 mx.example.org ESMTP at your service\r\n");
    }

    [Fact]
    public async Task May_turn_a_client_away_which_can_then_only_quit()
    {
        _server.Handler.OnConnect = _ => new SmtpReply(554, "5.7.1", "Not for you");
        await using var client = _server.Connect();

        client.Received.ShouldBe("554 5.7.1 Not for you\r\n");
        (await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRSET\r\nEHLO x\r\n"))
            .ShouldBe(string.Concat(Enumerable.Repeat("503 5.5.1 Only QUIT is possible here\r\n", 4)));
        (await client.SendAsync("QUIT\r\n")).ShouldBe("221 2.0.0 Bye\r\n");
    }

    [Fact]
    public async Task May_hang_up_at_once()
    {
        _server.Handler.OnConnect = _ => new SmtpReply(421, "4.7.0", "Come back later");
        await using var client = _server.Connect();

        client.Received.ShouldBe("421 4.7.0 Come back later\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.Refused);
    }

    [Fact]
    public async Task Refusing_a_sender_leaves_no_transaction()
    {
        _server.Handler.OnSender = _ => new SmtpReply(550, "5.7.1", "No");
        await using var client = _server.Connect();

        (await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\n"))
            .ShouldBe("250 mx.example.org\r\n550 5.7.1 No\r\n503 5.5.1 Send MAIL first\r\n");
    }

    [Fact]
    public async Task Refusing_a_recipient_leaves_the_others()
    {
        _server.Handler.OnRecipient = recipient =>
            recipient.Address.LocalPart == "bad" ? new SmtpReply(550, "5.1.1", "Unknown") : SmtpReplies.RecipientAccepted;
        await using var client = _server.Connect();
        await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\n");

        (await client.SendAsync("RCPT TO:<bad@b>\r\nDATA\r\n")).ShouldBe("550 5.1.1 Unknown\r\n503 5.5.1 Send RCPT first\r\n");
        await client.SendAsync("RCPT TO:<good@b>\r\nRCPT TO:<bad@b>\r\nDATA\r\n.\r\n");

        _server.Handler.Deliveries.Single().Envelope.Recipients.ShouldHaveSingleItem().Address.LocalPart.ShouldBe("good");
    }

    [Theory]
    [InlineData("EHLO x\r\nMAIL FROM:<x@example.net>\r\nRCPT TO:<x@example.org>\r\n")]
    [InlineData("RSET\r\nMAIL FROM:<x@example.net>\r\nRCPT TO:<x@example.org>\r\n")]
    [InlineData("MAIL FROM:<x@example.net>\r\nRCPT TO:<x@example.org>\r\n")]
    public async Task Refusing_a_message_leaves_nothing_of_it_for_the_next(string next)
    {
        _server.Handler.OnMessage = (_, _) => new(new SmtpReply(550, "5.7.1", "No"));
        await using var client = _server.Connect();
        await client.StartDataAsync(" SIZE=1");
        (await client.SendAsync("x\r\n.\r\n")).ShouldBe("550 5.7.1 No\r\n");
        (await client.SendAsync("DATA\r\n")).ShouldBe("503 5.5.1 Send MAIL first\r\n");

        await client.SendAsync(next + "DATA\r\ny\r\n.\r\n");

        var last = _server.Handler.Deliveries[^1].Envelope;
        last.Sender.LocalPart.ShouldBe("x");
        last.Parameters.ShouldBe(SmtpMailParameters.None);
        last.Recipients.ShouldHaveSingleItem().Address.LocalPart.ShouldBe("x");
        _server.Handler.Deliveries[0].Envelope.Recipients.ShouldHaveSingleItem().Address.LocalPart.ShouldBe("b");
    }

    [Fact]
    public async Task Words_its_own_acceptance()
    {
        _server.Handler.OnMessage = (_, _) => new(new SmtpReply(250, "2.6.0", "Told everyone"));
        await using var client = _server.Connect();
        await client.StartDataAsync();

        (await client.SendAsync(".\r\n")).ShouldBe("250 2.6.0 Told everyone\r\n");
    }

    [Fact]
    public async Task Failing_at_a_message_costs_a_451_with_the_id_and_not_the_session()
    {
        _server.Handler.OnMessage = (_, _) => throw new InvalidOperationException("a bug");
        await using var client = _server.Connect();
        await client.StartDataAsync();

        var reply = await client.SendAsync(".\r\n");

        reply.ShouldBe($"451 4.3.0 Internal error, try again later ({_server.Handler.Deliveries.Single().Message.Id})\r\n");
        _server.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Exception!.Message == "a bug");
        (await client.SendAsync("RCPT TO:<a@b>\r\nNOOP\r\n")).ShouldBe("503 5.5.1 Send MAIL first\r\n250 2.0.0 OK\r\n");
    }

    [Fact]
    public async Task Failing_at_MAIL_or_RCPT_costs_that_command_alone()
    {
        await using var client = _server.Connect();
        _server.Handler.OnSender = _ => throw new InvalidOperationException("a bug");
        (await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\n"))
            .ShouldBe("250 mx.example.org\r\n451 4.3.0 Internal error, try again later (c1)\r\n503 5.5.1 Send MAIL first\r\n");

        _server.Handler.OnSender = _ => SmtpReplies.SenderAccepted;
        _server.Handler.OnRecipient = _ => throw new InvalidOperationException("a bug");
        (await client.SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\n"))
            .ShouldBe("250 2.1.0 Sender OK\r\n451 4.3.0 Internal error, try again later (c1)\r\n503 5.5.1 Send RCPT first\r\n");
    }

    [Fact]
    public async Task Failing_at_the_connection_turns_the_client_away_for_now()
    {
        _server.Handler.OnConnect = _ => throw new InvalidOperationException("a bug");
        await using var client = _server.Connect();

        client.Received.ShouldBe("451 4.3.0 Internal error, try again later (c1)\r\n");
    }

    [Fact]
    public async Task Giving_no_reply_is_a_bug_like_any_other()
    {
        _server.Handler.OnMessage = (_, _) => new((SmtpReply)null!);
        await using var client = _server.Connect();
        await client.StartDataAsync();

        (await client.SendAsync(".\r\n")).ShouldStartWith("451 4.3.0");
    }

    [Fact]
    public async Task Is_cancelled_when_the_client_is_gone()
    {
        var cancelled = new TaskCompletionSource();
        _server.Handler.OnMessage = async (_, token) =>
        {
            await using var registration = token.Register(cancelled.SetResult);
            await cancelled.Task;
            throw new OperationCanceledException(token);
        };
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync("x\r\n.\r\n");
        client.Run.IsCompleted.ShouldBeFalse();

        await client.DisconnectAsync();

        await client.Run;
        _server.BytesInFlight.ShouldBe(0);
        _server.Log.Lines.ShouldNotContain(line => line.Level == LogLevel.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: half\r\n")]
    [InlineData("Subject: half\r\n.")]
    [InlineData("Subject: half\r\n.\r")]
    public async Task Sees_nothing_of_a_message_cut_off(string part)
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(part);

        (await client.CloseAsync()).ShouldBe(SmtpSessionEnd.Lost);

        _server.Handler.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sees_nothing_of_a_command_cut_off()
    {
        await using var client = _server.Connect();
        var asked = false;
        _server.Handler.OnSender = _ =>
        {
            asked = true;
            return SmtpReplies.SenderAccepted;
        };
        await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>");

        (await client.CloseAsync()).ShouldBe(SmtpSessionEnd.Lost);

        asked.ShouldBeFalse();
    }
}
