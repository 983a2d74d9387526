namespace Mail2Alert.Smtp.Authentication;

/// <summary>Who may log in, how, and how often it may go wrong.</summary>
/// <param name="authenticator">Knows the users.</param>
public sealed class SmtpAuthenticationOptions(ISmtpAuthenticator authenticator)
{
    /// <summary>Knows the users.</summary>
    public ISmtpAuthenticator Authenticator { get; } = authenticator;

    /// <summary>What to offer, as far as the authenticator can answer it. Default: all but CRAM-MD5.</summary>
    public SmtpMechanisms Mechanisms { get; set; } =
        SmtpMechanisms.Plain | SmtpMechanisms.Login | SmtpMechanisms.ScramSha256 | SmtpMechanisms.ScramSha256Plus;

    /// <summary>Mechanisms of one's own, each name once. Default: none.</summary>
    public IReadOnlyList<SmtpMechanism> CustomMechanisms { get; set; } = [];

    /// <summary>Whose logins are taken though the connection is not encrypted, so that everybody on the way can read them. Default: nobody's.</summary>
    public Func<SmtpPeer, bool> AllowClear { get; set; } = static _ => false;

    /// <summary>Failures in one session before 421 closes it. Default 3, as Stalwart and SmtpServer.</summary>
    public int MaxFailuresPerSession { get; set; } = 3;

    /// <summary>Failures from one address (IPv6: one /64) in <see cref="FailureWindow"/> before it is locked out. Default 10.</summary>
    public int MaxFailures { get; set; } = 10;

    /// <summary>How long a failure counts against its address. Default 10 minutes.</summary>
    public TimeSpan FailureWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an address is locked out. Default 10 minutes.</summary>
    public TimeSpan LockoutTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest wait before the reply to a failure; it begins with a second and doubles. Default 8 seconds.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(8);

    // With a binding or without, the credential is the same.
    internal SmtpMechanisms Offered => Mechanisms & (Authenticator.Mechanisms.HasFlag(SmtpMechanisms.ScramSha256)
        ? Authenticator.Mechanisms | SmtpMechanisms.ScramSha256Plus
        : Authenticator.Mechanisms);
}
