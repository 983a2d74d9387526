using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Mail2Alert.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Channels.Mail;

/// <summary>A mail server on loopback that keeps what it gets and answers as told.</summary>
internal sealed class FakeRelay : ISmtpHandler, IAsyncDisposable
{
    private readonly WebApplication _server;
    private int _connections;

    private FakeRelay(SmtpServerOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSmtp(this, options)));
        _server = builder.Build();
    }

    public Func<SmtpPath, SmtpReply> OnSender { get; set; } = _ => SmtpReplies.SenderAccepted;

    public Func<SmtpPath, SmtpReply> OnRecipient { get; set; } = _ => SmtpReplies.RecipientAccepted;

    public Func<SmtpMessage, Task<SmtpReply>> OnMessage { get; set; } = _ => Task.FromResult(new SmtpReply(250, "2.0.0", "Queued as 1"));

    /// <summary>Whole messages as they arrived, each octet a character.</summary>
    public ConcurrentQueue<(SmtpEnvelope Envelope, string Content)> Mails { get; } = new();

    public int Connections => _connections;

    public int Port => new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public static async Task<FakeRelay> StartAsync(SmtpServerOptions? options = null)
    {
        var relay = new FakeRelay(options ?? new SmtpServerOptions());
        await relay._server.StartAsync(TestContext.Current.CancellationToken);
        return relay;
    }

    public ValueTask<SmtpReply> OnConnectAsync(SmtpPeer peer, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        return new(SmtpReplies.Accepted);
    }

    public ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken) => new(OnSender(envelope.Sender));

    public ValueTask<SmtpReply> OnRecipientAsync(SmtpEnvelope envelope, SmtpRecipient recipient, CancellationToken cancellationToken) =>
        new(OnRecipient(recipient.Address));

    public async ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken)
    {
        var reply = await OnMessage(message);
        if (reply.IsPositive)
            Mails.Enqueue((message.Envelope, Encoding.Latin1.GetString(message.Content.Bytes.ToArray())));
        return reply;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
