using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class LimitTests
{
    [Fact]
    public async Task A_line_too_long_is_skipped_and_the_session_goes_on()
    {
        await using var client = new TestServer(options => options.MaxLineLength = 512).Connect();

        (await client.SendAsync($"NOOP {new string('x', 512 - 7)}\r\n")).ShouldBe("250 2.0.0 OK\r\n");
        (await client.SendAsync($"NOOP {new string('x', 512 - 6)}\r\n")).ShouldBe("500 5.5.6 Line too long\r\n");
        (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
    }

    [Fact]
    public async Task An_endless_line_is_neither_kept_nor_answered_before_its_end()
    {
        await using var client = new TestServer().Connect();
        await client.SendAsync("NOOP ");
        var piece = new string('x', 10_000);

        for (var i = 0; i < 100; i++)
        {
            (await client.SendAsync(piece)).ShouldBeEmpty();
        }

        client.LongestInput.ShouldBeLessThan(2 * piece.Length);
        (await client.SendAsync("\r\nNOOP\r\n")).ShouldBe("500 5.5.6 Line too long\r\n250 2.0.0 OK\r\n");
    }

    [Fact]
    public async Task Too_many_errors_close_the_session_and_good_commands_do_not_help()
    {
        await using var client = new TestServer(options => options.MaxErrors = 3).Connect();

        var replies = await client.SendAsync(string.Concat(Enumerable.Repeat("BOGUS\r\nNOOP\r\n", 5)));

        replies.ShouldBe(string.Concat(Enumerable.Repeat("500 5.5.2 Command not recognized\r\n250 2.0.0 OK\r\n", 3))
            + "421 4.7.0 Too many errors, closing\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.Refused);
    }

    [Theory]
    [InlineData("XXXX\r\n")]
    [InlineData("MAIL FROM:<\r\n")]
    [InlineData("DATA\r\n")]
    [InlineData("RCPT TO:<refused@example.org>\r\n")]
    public async Task Every_kind_of_error_counts(string bad)
    {
        var server = new TestServer(options => options.MaxErrors = 2);
        server.Handler.OnRecipient = _ => new SmtpReply(550, "5.1.1", "Unknown");
        await using var client = server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\n");

        (await client.SendAsync(bad + bad)).ShouldNotContain("421");
        (await client.SendAsync(bad)).ShouldBe("421 4.7.0 Too many errors, closing\r\n");
    }

    [Theory]
    [InlineData("NOOP\r\n")]
    [InlineData("RSET\r\n")]
    [InlineData("HELP\r\n")]
    [InlineData("VRFY a\r\n")]
    [InlineData("HELO x\r\n")]
    public async Task Too_many_commands_without_mail_close_the_session(string junk)
    {
        await using var client = new TestServer(options => options.MaxJunkCommands = 3).Connect();

        (await client.SendAsync(junk + junk + junk)).ShouldNotContain("421");
        (await client.SendAsync(junk)).ShouldBe("421 4.7.0 Too many commands without mail, closing\r\n");
    }

    [Fact]
    public async Task A_client_that_sends_mail_may_keep_its_connection_alive()
    {
        await using var client = new TestServer(options => options.MaxJunkCommands = 3).Connect();
        await client.SendAsync("EHLO x\r\n");

        for (var i = 0; i < 10; i++)
        {
            (await client.SendAsync("RSET\r\nNOOP\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\nx\r\n.\r\n")).ShouldContain("queued as");
        }
    }

    [Fact]
    public async Task One_recipient_too_many_is_deferred_and_the_others_stay()
    {
        var server = new TestServer(options => options.MaxRecipients = 2);
        await using var client = server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nRCPT TO:<b@b>\r\n");

        (await client.SendAsync("RCPT TO:<c@b>\r\n")).ShouldBe("452 4.5.3 Too many recipients, send the rest in another transaction\r\n");
        await client.SendAsync("DATA\r\n.\r\n");

        server.Handler.Deliveries.Single().Envelope.Recipients.Select(recipient => recipient.Address.ToString()).ShouldBe(["a@b", "b@b"]);
    }

    [Fact]
    public async Task After_many_messages_refused_ones_too_the_client_connects_anew()
    {
        var server = new TestServer(options => options.MaxMessagesPerSession = 1);
        server.Handler.OnMessage = (_, _) => new(new SmtpReply(550, "5.7.1", "No"));
        await using var client = server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(".\r\n");

        (await client.SendAsync("MAIL FROM:<a@b>\r\n")).ShouldBe("421 4.7.0 Too many messages in one connection, connect anew\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.Refused);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_read_to_its_end_and_refused()
    {
        var server = new TestServer(options => options.MaxMessageSize = 1000);
        await using var client = server.Connect();
        await client.StartDataAsync();

        (await client.SendAsync(new string('x', 1001))).ShouldBeEmpty();
        server.BytesInFlight.ShouldBe(0);
        Dialogue.WithoutIds(await client.SendAsync("\r\nMAIL FROM:<a@b>\r\n.\r\n")).ShouldBe("552 5.3.4 Message too large\r\n");

        (await client.SendAsync("RCPT TO:<a@b>\r\n")).ShouldBe("503 5.5.1 Send MAIL first\r\n");
        server.Handler.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_of_exactly_the_limit_is_accepted()
    {
        var server = new TestServer(options => options.MaxMessageSize = 1000);
        await using var client = server.Connect();
        await client.StartDataAsync();

        (await client.SendAsync(new string('x', 998) + "\r\n.\r\n")).ShouldContain("queued as");

        server.Handler.Deliveries.Single().Bytes.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task A_message_without_an_end_closes_the_session()
    {
        var server = new TestServer(options => options.MaxMessageSize = 1000);
        await using var client = server.Connect();
        await client.StartDataAsync();

        Dialogue.WithoutIds(await client.SendAsync(new string('x', 2001))).ShouldBe("552 5.3.4 Message too large\r\n");

        (await client.Run).ShouldBe(SmtpSessionEnd.Refused);
        server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_declared_size_over_the_limit_is_refused_at_MAIL()
    {
        await using var client = new TestServer(options => options.MaxMessageSize = 1000).Connect();
        await client.SendAsync("EHLO x\r\n");

        (await client.SendAsync("MAIL FROM:<a@b> SIZE=1001\r\n")).ShouldBe("552 5.3.4 Message too large\r\n");
        (await client.SendAsync("MAIL FROM:<a@b> SIZE=1000\r\n")).ShouldBe("250 2.1.0 Sender OK\r\n");
    }
}
