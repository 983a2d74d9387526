using System.Security.Authentication;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Tests.Tls;

public sealed class StartTlsTests
{
    private readonly TestServer _server = new(options => options.Tls = Tls());

    [Fact]
    public async Task Is_offered_in_clear_and_not_inside_TLS()
    {
        await using var client = new StreamClient(_server.Server);
        await client.ReadReplyAsync();
        (await client.AskAsync("EHLO x")).ShouldContain("250-STARTTLS\r\n");
        await client.AskAsync("STARTTLS");
        await client.HandshakeAsync();

        (await client.AskAsync("EHLO x")).ShouldNotContain("STARTTLS");
        (await client.AskAsync("STARTTLS")).ShouldBe("503 5.5.1 TLS is active already\r\n");
    }

    [Fact]
    public async Task Is_neither_offered_nor_taken_without_a_certificate()
    {
        await using var client = new TestServer().Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldNotContain("STARTTLS");
        (await client.SendAsync("STARTTLS\r\n")).ShouldBe("502 5.5.1 Command not implemented\r\n");
    }

    [Fact]
    public async Task Takes_no_argument_and_is_refused_inside_a_transaction()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\n");

        (await client.SendAsync("STARTTLS now\r\n")).ShouldBe("501 5.5.4 This command takes no argument\r\n");
        (await client.SendAsync("MAIL FROM:<a@b>\r\nSTARTTLS\r\n")).ShouldEndWith("503 5.5.1 Not inside a transaction\r\n");
        (await client.SendAsync("RCPT TO:<a@b>\r\nSTARTTLS\r\n")).ShouldEndWith("503 5.5.1 Not inside a transaction\r\n");
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_message_says_how_it_was_protected(SslProtocols version)
    {
        await using var client = new StreamClient(_server.Server);
        await client.StartTlsAsync(options => options.EnabledSslProtocols = version);

        var tls = (await client.DeliverAsync(_server.Handler)).Envelope.Peer.Tls.ShouldNotBeNull();

        tls.Protocol.ShouldBe(version);
        tls.CipherSuite.ShouldBe(client.Tls.NegotiatedCipherSuite);
        tls.ServerName.ShouldBe("mx.example.org");
        tls.ClientCertificate.ShouldBeNull();
        _server.Log.Lines.ShouldContain(line => line.Text.Contains($"over TLS {tls.Version}, sender <a@b>"));
        (await client.AskAsync("QUIT")).ShouldBe("221 2.0.0 Bye\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.Quit);
    }

    [Fact]
    public async Task Everything_said_before_is_forgotten()
    {
        await using var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();

        (await client.AskAsync("MAIL FROM:<a@b>")).ShouldBe("503 5.5.1 Send EHLO or HELO first\r\n");
        var peer = (await client.DeliverAsync(_server.Handler)).Envelope.Peer;
        (peer.Hello, peer.ConnectionId).ShouldBe(("after", "c1"));
    }

    [Theory]
    [InlineData("EHLO x\r\nMAIL FROM:<evil@b>\r\n")]
    [InlineData("A")]
    [InlineData("\r\n")]
    [InlineData("QUIT\r\n")]
    public async Task A_command_slipped_in_behind_it_ends_the_connection_and_is_never_executed(string injected)
    {
        var senders = 0;
        _server.Handler.OnSender = _ => Interlocked.Increment(ref senders) > 0 ? SmtpReplies.SenderAccepted : SmtpReplies.Accepted;
        await using var client = new StreamClient(_server.Server);
        await client.ReadReplyAsync();
        await client.AskAsync("EHLO x");

        await client.SendAsync("STARTTLS\r\n" + injected);

        (await client.ReadToEndAsync()).ShouldBe("220 2.0.0 Ready to start TLS\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.NoTls);
        senders.ShouldBe(0);
        _server.Log.Lines.ShouldContain(line => line.Text.Contains("192.0.2.9") && line.Text.Contains("clear text where the handshake"));
    }

    [Fact]
    public async Task A_command_slipped_in_before_a_real_handshake_is_not_executed_either()
    {
        await using var client = new StreamClient(_server.Server);
        await client.ReadReplyAsync();
        await client.AskAsync("EHLO x");
        await client.SendAsync("STARTTLS\r\nNOOP\r\n");
        await client.ReadReplyAsync();

        await Should.ThrowAsync<Exception>(async () =>
        {
            var handshake = client.HandshakeAsync();
            await client.ReadToEndAsync();
            await handshake;
        });

        (await client.Run).ShouldBe(SmtpSessionEnd.NoTls);
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_the_reply_is_served()
    {
        await using var client = new StreamClient(_server.Server);
        await client.ReadReplyAsync();
        await client.SendAsync("EHLO x\r\nSTARTTLS\r\n");
        await client.ReadReplyAsync();
        await client.ReadReplyAsync();

        await client.HandshakeAsync();

        await client.DeliverAsync(_server.Handler);
    }

    [Fact]
    public async Task Pipelined_commands_inside_TLS_are_answered_in_order()
    {
        await using var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();

        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n");

        var codes = (await client.ReadToEndAsync()).Split("\r\n").Where(line => line.Length > 3 && line[3] == ' ').Select(line => line[..3]);
        codes.ShouldBe(["250", "250", "250", "354", "250", "221"]);
    }

    [Fact]
    public async Task A_large_message_arrives_whole()
    {
        var lines = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"line {i} of a long mail\r\n"));
        await using var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        await client.SendAsync(lines + ".\r\nQUIT\r\n");

        (await client.ReadToEndAsync()).ShouldEndWith("221 2.0.0 Bye\r\n");

        (_server.Handler.Deliveries.Single().Text == lines).ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_cut_inside_the_data_delivers_nothing()
    {
        await using var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhalf a mail\r\n");
        await client.Tls.ShutdownAsync();
        await client.CloseAsync();

        (await client.Run).ShouldBe(SmtpSessionEnd.Lost);
        _server.Handler.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stopping_server_takes_the_message_on_its_way_and_closes_TLS_properly()
    {
        await using var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        for (var i = 0; i < 4; i++)
        {
            await client.ReadReplyAsync();
        }

        client.Stop();
        await client.SendAsync("hello\r\n.\r\n");

        (await client.ReadReplyAsync()).ShouldStartWith("250 2.0.0 Ok: queued");
        (await client.ReadToEndAsync()).ShouldBe("421 4.3.2 Shutting down, try again\r\n");
        _server.Handler.Deliveries.Single().Text.ShouldBe("hello\r\n");
    }

    [Fact]
    public async Task A_silent_client_inside_TLS_is_let_go()
    {
        await using var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();
        await client.AskAsync("EHLO x");

        await AdvanceUntilEndAsync(client);

        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
        (await client.ReadToEndAsync()).ShouldBe("421 4.4.2 Timeout, closing\r\n");
    }

    [Fact]
    public async Task Where_TLS_is_required_nothing_moves_in_clear()
    {
        var server = new TestServer(options => options.Tls = Tls());
        await using var client = new StreamClient(server.Server, new SmtpListener { RequireTls = true });
        await client.ReadReplyAsync();
        await client.AskAsync("EHLO x");

        (await client.AskAsync("MAIL FROM:<a@b>")).ShouldBe("530 5.7.0 Send STARTTLS first\r\n");
        (await client.AskAsync("VRFY a")).ShouldBe("530 5.7.0 Send STARTTLS first\r\n");
        (await client.AskAsync("NOOP")).ShouldStartWith("250");
        await client.AskAsync("STARTTLS");
        await client.HandshakeAsync();
        await client.DeliverAsync(server.Handler);
    }

    private static SmtpTlsOptions Tls()
    {
        var certificate = TestAuthority.Shared.Context("mx.example.org");
        return new SmtpTlsOptions { SelectCertificate = _ => certificate };
    }

    // The session may not have begun to wait when the client has its reply: what it waits for is then set from the moved clock.
    // In small steps: a large one could use up the time for the farewell, too, before the session comes to it.
    private async Task AdvanceUntilEndAsync(StreamClient client)
    {
        for (var i = 0; i < 100_000 && !client.Run.IsCompleted; i++)
        {
            _server.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
    }
}
