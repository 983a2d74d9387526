namespace Mail2Alert.Smtp;

/// <summary>The replies that handlers give most, ready made.</summary>
public static class SmtpReplies
{
    /// <summary>Go on; the server words the reply itself.</summary>
    public static SmtpReply Accepted { get; } = new(250, "2.0.0", "OK");

    /// <summary>The sender is accepted (RFC 3463 §3.2, X.1.0).</summary>
    public static SmtpReply SenderAccepted { get; } = new(250, "2.1.0", "Sender OK");

    /// <summary>The recipient is accepted (RFC 3463 §3.2, X.1.5).</summary>
    public static SmtpReply RecipientAccepted { get; } = new(250, "2.1.5", "Recipient OK");
}
