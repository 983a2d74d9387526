using System.Diagnostics.Metrics;
using System.Net;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>A server on a real socket and a fake clock, and all that an attack could leave behind in it.</summary>
internal sealed class AttackedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AttackedServer(WebApplication app, RecordingHandler handler, RecordingLogger<SmtpServer> log, FakeTimeProvider time)
    {
        (_app, Handler, Log, Time) = (app, handler, log, time);
        Usage = new ServerUsage(app.Services.GetRequiredService<IMeterFactory>());
    }

    public RecordingHandler Handler { get; }

    public RecordingLogger<SmtpServer> Log { get; }

    public FakeTimeProvider Time { get; }

    public ServerUsage Usage { get; }

    public IPEndPoint Address => new(
        IPAddress.Loopback,
        new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AttackedServer> StartAsync(Action<SmtpServerOptions>? configure = null, ISmtpHandler? handler = null)
    {
        var (recording, log, time) = (new RecordingHandler(), new RecordingLogger<SmtpServer>(), new FakeTimeProvider());
        var options = new SmtpServerOptions
        {
            HostName = "mx.example.org",
            MaxConnections = 3000,
            MaxConnectionsPerAddress = 3000,

            // The clock stands still while a flood is answered.
            ErrorsBeforeDelay = int.MaxValue,
        };
        configure?.Invoke(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new RecordingProvider(log)).AddFilter("Mail2Alert", LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSmtp(handler ?? recording, options)));
        var server = new AttackedServer(builder.Build(), recording, log, time);
        await server._app.StartAsync(Token);
        return server;
    }

    /// <summary>A client that has its greeting.</summary>
    public async Task<AttackClient> ConnectAsync()
    {
        var client = await AttackClient.ConnectAsync(Address);
        (await client.ReadReplyAsync()).ShouldStartWith("220 ");
        return client;
    }

    /// <summary>An honest client is served. The clock stands still meanwhile, so nothing it waits for is a timeout.</summary>
    public async Task ShouldServeAsync()
    {
        await using var client = await ConnectAsync();
        await client.SendAsync("EHLO honest.example.net\r\nMAIL FROM:<honest@example.net>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nhonest\r\n.\r\nQUIT\r\n");
        (await client.ReadToEndAsync()).ShouldContain("250 2.0.0 Ok: queued as ");
    }

    /// <summary>Nobody is connected any more, nothing is held, and nothing went wrong.</summary>
    public async Task ShouldBeUnharmedAsync()
    {
        await ShouldServeAsync();
        await Usage.ConnectionsAsync(0);
        Usage.BytesInFlight.ShouldBe(0);
        Usage.BytesSpooled.ShouldBe(0);
        Log.Lines.ShouldAllBe(line => line.Level < LogLevel.Error);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Usage.Dispose();
    }
}
