using System.Buffers;
using System.Collections.Concurrent;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>Keeps what it is given, and answers as the test says.</summary>
internal sealed class RecordingHandler : ISmtpHandler
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();

    public IReadOnlyList<Delivery> Deliveries => [.. _deliveries];

    public Func<SmtpPeer, SmtpReply> OnConnect { get; set; } = _ => SmtpReplies.Accepted;

    public Func<SmtpEnvelope, SmtpReply> OnSender { get; set; } = _ => SmtpReplies.SenderAccepted;

    public Func<SmtpRecipient, SmtpReply> OnRecipient { get; set; } = _ => SmtpReplies.RecipientAccepted;

    public Func<SmtpMessage, CancellationToken, ValueTask<SmtpVerdict>> OnMessage { get; set; } = (_, _) => new(SmtpReplies.Accepted);

    public ValueTask<SmtpReply> OnConnectAsync(SmtpPeer peer, CancellationToken cancellationToken) => new(OnConnect(peer));

    public ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken) => new(OnSender(envelope));

    public ValueTask<SmtpReply> OnRecipientAsync(SmtpEnvelope envelope, SmtpRecipient recipient, CancellationToken cancellationToken) =>
        new(OnRecipient(recipient));

    public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken)
    {
        _deliveries.Enqueue(new Delivery(message, message.Content.Bytes.ToArray()));
        return OnMessage(message, cancellationToken);
    }
}
