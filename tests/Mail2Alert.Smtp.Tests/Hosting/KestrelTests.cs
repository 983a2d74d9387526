using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail2Alert.Smtp.Tests.Hosting;

public sealed class KestrelTests
{
    private readonly RecordingHandler _handler = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serves_mail_on_a_socket()
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler, new SmtpServerOptions { HostName = "mx.example.org" }));
        await using var client = await SocketClient.ConnectAsync(app);

        (await client.ReadLineAsync()).ShouldBe("220 mx.example.org ESMTP Mail2Alert ready");
        await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\nhello\r\n.\r\nQUIT\r\n");

        (await client.ReadToEndAsync()).ShouldEndWith("221 2.0.0 Bye\r\n");
        var delivery = _handler.Deliveries.Single();
        delivery.Text.ShouldBe("hello\r\n");
        delivery.Envelope.Peer.Remote!.Address.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task Two_servers_in_one_program_have_their_own_names_limits_and_handlers()
    {
        var builder = NewBuilder(listen => listen.UseSmtp(), listen => listen.UseSmtp("small"));
        builder.Services.AddSmtpServer<RecordingHandler>(options => options.HostName = "large.example.org");
        builder.Services.AddSmtpServer<Refuser>("small", options => (options.HostName, options.MaxMessageSize) = ("small.example.org", 1000));
        await using var app = builder.Build();
        await app.StartAsync(Token);
        await using var large = await SocketClient.ConnectAsync(app, 0);
        await using var small = await SocketClient.ConnectAsync(app, 1);

        (await large.ReadLineAsync()).ShouldStartWith("220 large.example.org");
        (await small.ReadLineAsync()).ShouldStartWith("220 small.example.org");
        await large.SendAsync("HELO x\r\nMAIL FROM:<a@b> SIZE=2000\r\nQUIT\r\n");
        await small.SendAsync("HELO x\r\nMAIL FROM:<a@b> SIZE=2000\r\nMAIL FROM:<a@b>\r\nQUIT\r\n");

        (await large.ReadToEndAsync()).ShouldContain("250 2.1.0");
        (await small.ReadToEndAsync()).ShouldContain("552 5.3.4 Message too large\r\n550 5.7.1 Not here\r\n");
    }

    [Fact]
    public async Task Bad_options_stop_the_start_and_are_named()
    {
        var builder = NewBuilder(listen => listen.UseSmtp());
        builder.Services.AddSmtpServer<RecordingHandler>(options => options.MaxErrors = 0);

        var failure = await Should.ThrowAsync<OptionsValidationException>(async () =>
        {
            await using var app = builder.Build();
            await app.StartAsync(Token);
        });

        failure.Message.ShouldContain("MaxErrors");
    }

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 10.0.0.1 4711 25\r\n", "192.0.2.7")]
    [InlineData("PROXY UNKNOWN\r\n", "127.0.0.1")]
    public async Task A_load_balancer_says_who_the_client_is_before_the_greeting(string header, string address)
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler, new SmtpServerOptions { ProxyNetworks = [IPNetwork.Parse("127.0.0.0/8")] }));
        await using var client = await SocketClient.ConnectAsync(app);

        await client.SendAsync(header + "HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\nhello\r\n.\r\nQUIT\r\n");

        (await client.ReadToEndAsync()).ShouldEndWith("221 2.0.0 Bye\r\n");
        _handler.Deliveries.Single().Envelope.Peer.Remote!.Address.ShouldBe(IPAddress.Parse(address));
    }

    [Fact]
    public async Task A_load_balancer_that_does_not_say_who_the_client_is_gets_no_greeting()
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler, new SmtpServerOptions { ProxyNetworks = [IPNetwork.Parse("127.0.0.0/8")] }));
        await using var client = await SocketClient.ConnectAsync(app);

        await client.SendAsync("EHLO x\r\n");

        (await client.ReadToEndAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Nobody_else_can_claim_to_be_another_client()
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler));
        await using var client = await SocketClient.ConnectAsync(app);

        await client.SendAsync("PROXY TCP4 192.0.2.7 10.0.0.1 4711 25\r\nQUIT\r\n");

        (await client.ReadToEndAsync()).ShouldContain("500 5.5.2");
    }

    [Fact]
    public async Task One_address_cannot_take_all_connections()
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler, new SmtpServerOptions { MaxConnectionsPerAddress = 1 }));
        await using var first = await SocketClient.ConnectAsync(app);
        (await first.ReadLineAsync()).ShouldStartWith("220 ");
        await using var second = await SocketClient.ConnectAsync(app);

        (await second.ReadToEndAsync()).ShouldStartWith("421 4.7.0 Too many connections from your address");
    }

    [Fact]
    public async Task Five_hundred_idle_connections_do_not_delay_another_one()
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler));
        var idle = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => SocketClient.ConnectAsync(app)));
        await Task.WhenAll(idle.Select(client => client.ReadLineAsync()));

        await using (var client = await SocketClient.ConnectAsync(app))
        {
            (await client.ReadLineAsync()).ShouldStartWith("220 ");
        }

        foreach (var client in idle)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task One_connection_too_many_is_told_so()
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler, new SmtpServerOptions { MaxConnections = 1 }));
        await using var first = await SocketClient.ConnectAsync(app);
        await first.ReadLineAsync();
        await using (var second = await SocketClient.ConnectAsync(app))
        {
            (await second.ReadToEndAsync()).ShouldBe("421 4.3.2 Too many connections, try again later\r\n");
        }

        await first.SendAsync("QUIT\r\n");
        await first.ReadToEndAsync();
        (await ReconnectAsync(app)).ShouldStartWith("220 ");
    }

    [Fact]
    public async Task A_client_that_disconnects_cancels_the_handler()
    {
        var (entered, cancelled) = (NewSignal(), NewSignal());
        _handler.OnMessage = async (_, token) =>
        {
            await using var registration = token.Register(() => cancelled.TrySetResult());
            entered.SetResult();
            await cancelled.Task;
            return SmtpReplies.Accepted;
        };
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler));
        var client = await SocketClient.ConnectAsync(app);
        await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\nhello\r\n.\r\n");
        await entered.Task.WaitAsync(Token);

        await client.DisposeAsync();

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task A_client_that_says_QUIT_behind_its_message_and_shuts_down_its_side_gets_the_reply()
    {
        var (entered, closed) = (NewSignal(), NewSignal());
        _handler.OnMessage = async (_, token) =>
        {
            entered.SetResult();
            await closed.Task.WaitAsync(token);
            return SmtpReplies.Accepted;
        };
        await using var app = await StartAsync(listen =>
        {
            listen.Use(next => connection =>
            {
                connection.ConnectionClosed.Register(closed.SetResult);
                return next(connection);
            });
            listen.UseSmtp(_handler);
        });
        await using var client = await SocketClient.ConnectAsync(app);
        await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nBDAT 3 LAST\r\nx\r\nQUIT\r\n");
        await entered.Task.WaitAsync(Token);

        client.ShutDown();

        (await client.ReadToEndAsync()).ShouldMatch("250 2.0.0 Ok: queued as [0-9A-Z]+\r\n221 2.0.0 Bye\r\n$");
    }

    [Fact]
    public async Task A_stopping_program_says_goodbye_to_idle_clients_and_takes_the_message_on_its_way()
    {
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler));
        await using var idle = await SocketClient.ConnectAsync(app);
        await idle.ReadLineAsync();
        await using var busy = await SocketClient.ConnectAsync(app);
        await busy.ReadLineAsync();
        await busy.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\n");
        for (var i = 0; i < 4; i++)
        {
            await busy.ReadLineAsync();
        }

        var stopped = app.StopAsync(Token);
        (await idle.ReadToEndAsync()).ShouldBe("421 4.3.2 Shutting down, try again\r\n");
        await busy.SendAsync("hello\r\n.\r\n");

        (await busy.ReadToEndAsync()).ShouldEndWith("421 4.3.2 Shutting down, try again\r\n");
        await stopped;
        _handler.Deliveries.Single().Text.ShouldBe("hello\r\n");
    }

    [Fact]
    public async Task Open_connections_are_counted_by_listener()
    {
        var names = new ConcurrentBag<object?>();
        using var metrics = new MeterListener();
        metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "smtp.server.connections")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        metrics.SetMeasurementEventCallback<long>((_, _, tags, _) => names.Add(tags[0].Value));
        metrics.Start();
        await using var app = await StartAsync(listen => listen.UseSmtp(_handler, listener: new SmtpListener { Name = "internet" }));
        await using var client = await SocketClient.ConnectAsync(app);
        await client.ReadLineAsync();

        names.ShouldContain("internet");
    }

    private static WebApplicationBuilder NewBuilder(params Action<ListenOptions>[] listeners)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var listener in listeners)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listener);
            }
        });
        return builder;
    }

    private static async Task<WebApplication> StartAsync(Action<ListenOptions> listener)
    {
        var app = NewBuilder(listener).Build();
        await app.StartAsync(Token);
        return app;
    }

    // The server counts a connection until it has cleaned up behind it, which may be a moment after the client saw the end.
    private static async Task<string?> ReconnectAsync(WebApplication app)
    {
        for (var i = 0; ; i++)
        {
            await using var client = await SocketClient.ConnectAsync(app);
            var line = await client.ReadLineAsync();
            if (i == 100 || line?.StartsWith("220", StringComparison.Ordinal) == true)
            {
                return line;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Refuser : ISmtpHandler
    {
        public ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken) =>
            new(new SmtpReply(550, "5.7.1", "Not here"));

        public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) => new(SmtpReplies.Accepted);
    }

    private sealed class SocketClient(TcpClient tcp) : IAsyncDisposable
    {
        private readonly StreamReader _reader = new(tcp.GetStream());

        public static async Task<SocketClient> ConnectAsync(WebApplication app, int listener = 0)
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            var tcp = new TcpClient();
            await tcp.ConnectAsync(IPAddress.Loopback, new Uri(addresses.ElementAt(listener)).Port, Token);
            return new SocketClient(tcp);
        }

        public async Task SendAsync(string text) => await tcp.GetStream().WriteAsync(System.Text.Encoding.Latin1.GetBytes(text), Token);

        public void ShutDown() => tcp.Client.Shutdown(SocketShutdown.Send);

        public async Task<string?> ReadLineAsync() => await _reader.ReadLineAsync(Token);

        public Task<string> ReadToEndAsync() => _reader.ReadToEndAsync(Token);

        public ValueTask DisposeAsync()
        {
            tcp.Dispose();
            return default;
        }
    }
}
