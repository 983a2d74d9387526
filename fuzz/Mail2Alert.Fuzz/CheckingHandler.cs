using System.Buffers;
using Mail2Alert.Fuzz.Targets;
using Mail2Alert.Smtp;

namespace Mail2Alert.Fuzz;

/// <summary>Holds the server to what it promises a handler. It refuses recipients who begin with <c>no</c> and messages that do with 4 or 5.</summary>
internal sealed class CheckingHandler : ISmtpHandler
{
    /// <summary>Messages taken.</summary>
    public int Accepted { get; private set; }

    public ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken)
    {
        AddressTarget.Check(envelope.Sender);
        Promise.Holds(envelope.Peer.Hello is { Length: > 0 } hello && !hello.Any(char.IsControl));
        return new(SmtpReplies.SenderAccepted);
    }

    public ValueTask<SmtpReply> OnRecipientAsync(SmtpEnvelope envelope, SmtpRecipient recipient, CancellationToken cancellationToken)
    {
        AddressTarget.Check(recipient.Address);
        return new(recipient.Address.LocalPart.StartsWith("no", StringComparison.Ordinal)
            ? new SmtpReply(550, "5.1.1", "Nobody")
            : SmtpReplies.RecipientAccepted);
    }

    public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken)
    {
        Promise.Holds(message.Envelope.Recipients.Count is > 0 and <= 3);
        Promise.Holds(message.Content.Length <= FuzzServer.MaxMessageSize);
        var bytes = message.Content.Bytes.ToArray();
        Promise.Holds(message.Envelope.Parameters.Body == SmtpBody.Binary || ObviousDecoder.HasOnlyWholeLines(bytes));
        if (bytes is [(byte)'4' or (byte)'5', ..])
        {
            return new(bytes[0] == '4' ? new SmtpReply(451, "4.3.0", "Later") : new SmtpReply(554, "5.6.0", "No"));
        }

        Accepted++;
        return new(SmtpReplies.Accepted);
    }
}
