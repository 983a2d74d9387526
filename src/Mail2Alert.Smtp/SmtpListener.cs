namespace Mail2Alert.Smtp;

/// <summary>What holds for one address on which a server is reached. Everything else, and every bound, is shared by all of them.</summary>
public sealed record SmtpListener
{
    /// <summary>A listener as <c>UseSmtp()</c> makes it: in clear text, with STARTTLS where the server has a certificate.</summary>
    public static SmtpListener Default { get; } = new();

    /// <summary>Tells listeners apart in logs, metrics and the handler. Default <c>smtp</c>.</summary>
    public string Name { get; init; } = "smtp";

    /// <summary>What is spoken here. Default SMTP.</summary>
    public SmtpProtocol Protocol { get; init; }

    /// <summary>How strictly clients are held to the rules. Default <see cref="SmtpProfile.Normal"/>.</summary>
    public SmtpProfile Profile { get; init; }

    /// <summary>
    /// How long a client waits for the greeting, so that one that does not wait is seen (<see cref="Conformance.SmtpViolations.EarlyTalk"/>).
    /// Default zero: only who had spoken by then is seen. Up to a minute; Postfix's postscreen takes 6 seconds.
    /// </summary>
    public TimeSpan GreetingDelay { get; init; }

    /// <summary>True: a connection begins with the TLS handshake (RFC 8314 §3). False: it begins in clear text, and EHLO offers STARTTLS.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>True: in clear text every command that could lead to a message gets 530 5.7.0 (RFC 3207 §4).</summary>
    public bool RequireTls { get; init; }

    /// <summary>False: AUTH is neither offered nor understood here, whatever the server offers elsewhere. Default true.</summary>
    public bool OffersLogin { get; init; } = true;
}
