namespace Mail2Alert.Smtp;

/// <summary>What is spoken on a listener.</summary>
public enum SmtpProtocol
{
    /// <summary>SMTP (RFC 5321): one reply for the whole message.</summary>
    Smtp,

    /// <summary>LMTP (RFC 2033): a reply for each recipient.</summary>
    Lmtp,
}
