using System.Net;
using Mail2Alert.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.IdleConnections;

/// <summary>The server, in a process of its own so that its memory is nobody else's. It says its port, and ends with its input.</summary>
internal static class Receiver
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, 0, listen => listen.UseSmtp(new Taker(), Options())));
        await using var app = builder.Build();
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    private static SmtpServerOptions Options() => new()
    {
        HostName = "mx.example.org",
        MaxConnections = 1_000_000,
        MaxConnectionsPerAddress = 1_000_000,
    };

    private sealed class Taker : ISmtpHandler
    {
        public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) => new(SmtpReplies.Accepted);
    }
}
