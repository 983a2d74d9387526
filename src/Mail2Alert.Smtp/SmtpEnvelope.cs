namespace Mail2Alert.Smtp;

/// <summary>One SMTP transaction without its content: who sends what to whom, and how (RFC 5321 §2.3.1).</summary>
/// <param name="Peer">The client.</param>
/// <param name="Sender">MAIL FROM; may be the null sender.</param>
/// <param name="Parameters">What MAIL FROM asked for.</param>
/// <param name="Recipients">RCPT TO, in the order in which they were accepted.</param>
public sealed record SmtpEnvelope(SmtpPeer Peer, SmtpPath Sender, SmtpMailParameters Parameters, IReadOnlyList<SmtpRecipient> Recipients);

/// <summary>The parameters of MAIL FROM.</summary>
public sealed record SmtpMailParameters
{
    /// <summary>No parameters.</summary>
    public static SmtpMailParameters None { get; } = new();

    /// <summary>SIZE: octets the client is going to send, as it says (RFC 1870); null when it does not say.</summary>
    public long? Size { get; init; }

    /// <summary>BODY: what the content is made of.</summary>
    public SmtpBody Body { get; init; }

    /// <summary>SMTPUTF8: addresses or header fields hold UTF-8 (RFC 6531 §3.4).</summary>
    public bool Utf8 { get; init; }

    /// <summary>REQUIRETLS: the message is to go on by TLS to servers that promise the same, or not at all (RFC 8689).</summary>
    public bool RequireTls { get; init; }

    /// <summary>RET: how much of the message a failure report returns (RFC 3461 §4.3), <c>FULL</c> or <c>HDRS</c>; null when not given.</summary>
    public string? Return { get; init; }

    /// <summary>ENVID: the client's own name for the transaction, still xtext-encoded (RFC 3461 §4.4); null when not given.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>AUTH: the original submitter, still xtext-encoded, or <c>&lt;&gt;</c> (RFC 4954 §5). Not trusted; null when not given.</summary>
    public string? Submitter { get; init; }
}

/// <summary>One RCPT TO.</summary>
/// <param name="Address">Who is to get the message.</param>
public sealed record SmtpRecipient(SmtpPath Address)
{
    /// <summary>NOTIFY: when the sender wants a report (RFC 3461 §4.1).</summary>
    public SmtpNotify Notify { get; init; }

    /// <summary>ORCPT: <c>address-type;xtext</c> as the client wrote it (RFC 3461 §4.2); null when not given.</summary>
    public string? OriginalRecipient { get; init; }
}

/// <summary>The values of NOTIFY (RFC 3461 §4.1).</summary>
[Flags]
public enum SmtpNotify
{
    /// <summary>Not given: the server's own habit applies.</summary>
    Default = 0,

    /// <summary>A report on delivery is asked for.</summary>
    Success = 1,

    /// <summary>A report on failure is asked for.</summary>
    Failure = 2,

    /// <summary>A report on delay is asked for.</summary>
    Delay = 4,

    /// <summary>No report whatever happens.</summary>
    Never = 8,
}
