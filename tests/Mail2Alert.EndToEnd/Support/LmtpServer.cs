using System.Collections.Concurrent;
using System.Net;
using Mail2Alert.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>The library speaking LMTP, with an answer for each recipient.</summary>
internal sealed class LmtpServer : ISmtpHandler, IAsyncDisposable
{
    private readonly WebApplication _server;

    private LmtpServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseSmtp(this, listener: new SmtpListener { Protocol = SmtpProtocol.Lmtp })));
        _server = builder.Build();
    }

    public int Port => new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>What each recipient of a message gets.</summary>
    public Func<SmtpRecipient, SmtpReply> Answer { get; set; } = _ => SmtpReplies.Accepted;

    /// <summary>The recipients of each message, in the order of arrival.</summary>
    public ConcurrentQueue<string[]> Messages { get; } = new();

    public static async Task<LmtpServer> StartAsync()
    {
        var server = new LmtpServer();
        await server._server.StartAsync(Patience.Token);
        return server;
    }

    public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken)
    {
        var recipients = message.Envelope.Recipients;
        Messages.Enqueue([.. recipients.Select(recipient => recipient.Address.ToString())]);
        return new(SmtpVerdict.ForEach([.. recipients.Select(Answer)]));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
