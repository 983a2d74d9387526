using System.Diagnostics.Metrics;
using Mail2Alert.Smtp.Telemetry;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>What all sessions of a server share about logging in.</summary>
internal sealed class SmtpAuthentication(
    SmtpAuthenticationOptions options, string hostName, TimeProvider time, SmtpLog log, IMeterFactory meters)
{
    // RFC 4954 §4: the longest line of AUTH and of the exchange behind it, with its CR LF.
    public const int MaxLineLength = 12_288;

    private readonly SmtpDecoys _decoys = SmtpDecoys.New();
    private readonly SmtpPasswordCheck _check = new(options.Authenticator);
    private readonly string _names = SmtpMechanismNames.Of(options.Offered);

    public SmtpAuthenticationOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public SmtpLog Log { get; } = log;

    public SmtpLoginMetrics Metrics { get; } = new(meters);

    public SmtpLockout Lockout { get; } = new(options, time);

    public bool IsOpenTo(SmtpPeer peer) => peer.IsEncrypted || Options.AllowClear(peer);

    /// <summary>The line in the reply to EHLO; null where AUTH would be refused.</summary>
    public string? KeywordFor(SmtpPeer peer) => _names.Length > 0 && peer.Listener.OffersLogin && IsOpenTo(peer) ? $"AUTH {_names}" : null;

    /// <summary>Null for a mechanism that is not offered.</summary>
    public ISmtpExchange? Begin(SmtpMechanisms mechanism) => (mechanism & Options.Offered) switch
    {
        SmtpMechanisms.Plain => new PlainExchange(_check),
        SmtpMechanisms.Login => new LoginExchange(_check),
        SmtpMechanisms.ScramSha256 => new ScramExchange(Options.Authenticator, _decoys, ScramExchange.NewNonce(), offersBinding: false),
        SmtpMechanisms.CramMd5 => new CramMd5Exchange(Options.Authenticator, CramMd5Exchange.NewChallenge(hostName)),
        _ => null,
    };
}
