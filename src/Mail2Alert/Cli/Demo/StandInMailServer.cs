using System.Net;
using Mail2Alert.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.Demo;

/// <summary>Plays the mail server behind us: takes any mail and forgets it.</summary>
internal sealed class StandInMailServer : ISmtpHandler, IAsyncDisposable
{
    private readonly WebApplication _server;

    private StandInMailServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseSmtp(this, new SmtpServerOptions { HostName = "mail.demo", Product = "stand-in" })));
        _server = builder.Build();
    }

    public int Port => new Uri(_server.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public static async Task<StandInMailServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new StandInMailServer();
        await server._server.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) =>
        new(new SmtpReply(250, "2.0.0", $"Queued as {message.Id}"));

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
