using System.Diagnostics.Metrics;
using System.Text;
using Mail2Alert.Smtp.Telemetry;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>What all sessions of a server share about logging in.</summary>
internal sealed class SmtpAuthentication(
    SmtpAuthenticationOptions options, string hostName, TimeProvider time, SmtpLog log, IMeterFactory meters)
{
    // RFC 4954 §4: the longest line of AUTH and of the exchange behind it, with its CR LF.
    public const int MaxLineLength = 12_288;

    private readonly SmtpDecoys _decoys = SmtpDecoys.New();
    private readonly SmtpPasswordCheck _check = new(options.Authenticator);

    public SmtpAuthenticationOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public SmtpLog Log { get; } = log;

    public SmtpLoginMetrics Metrics { get; } = new(meters);

    public SmtpLockout Lockout { get; } = new(options, time);

    public bool IsOpenTo(SmtpPeer peer) => peer.IsEncrypted || Options.AllowClear(peer);

    /// <summary>The line in the reply to EHLO; null where AUTH would be refused.</summary>
    public string? KeywordFor(SmtpPeer peer)
    {
        var names = peer.Listener.OffersLogin && IsOpenTo(peer) ? NamesFor(peer) : "";
        return names.Length > 0 ? $"AUTH {names}" : null;
    }

    /// <summary>Null for a mechanism that is not offered.</summary>
    public SmtpAttempt? Begin(SmtpPeer peer, ReadOnlySpan<byte> name)
    {
        foreach (var custom in CustomFor(peer))
        {
            if (Ascii.EqualsIgnoreCase(name, custom.Name))
            {
                return new(custom.Name, custom.Begin(peer));
            }
        }

        var mechanism = SmtpMechanismNames.Parse(name);
        return Begin(peer, mechanism & OfferedTo(peer)) is { } exchange ? new(SmtpMechanismNames.Of(mechanism), exchange) : null;
    }

    private ISmtpExchange? Begin(SmtpPeer peer, SmtpMechanisms mechanism) => mechanism switch
    {
        SmtpMechanisms.Plain => new PlainExchange(_check),
        SmtpMechanisms.Login => new LoginExchange(_check),
        SmtpMechanisms.ScramSha256 => NewScram(new ScramBinding(OfferedTo(peer).HasFlag(SmtpMechanisms.ScramSha256Plus), null)),
        SmtpMechanisms.ScramSha256Plus => NewScram(new ScramBinding(true, SmtpChannelBinding.Of(peer.Tls!.ServerCertificate!))),
        SmtpMechanisms.CramMd5 => new CramMd5Exchange(Options.Authenticator, CramMd5Exchange.NewChallenge(hostName)),
        _ => null,
    };

    private ScramExchange NewScram(ScramBinding binding) => new(Options.Authenticator, _decoys, ScramExchange.NewNonce(), binding);

    private string NamesFor(SmtpPeer peer) =>
        string.Join(' ', [SmtpMechanismNames.Of(OfferedTo(peer)), .. CustomFor(peer).Select(custom => custom.Name)]).Trim();

    private SmtpMechanisms OfferedTo(SmtpPeer peer) => SmtpChannelBinding.IsDefinedFor(peer.Tls?.ServerCertificate)
        ? Options.Offered
        : Options.Offered & ~SmtpMechanisms.ScramSha256Plus;

    // What they carry is a key to more than mail: never in clear, not even where passwords are taken so.
    private IReadOnlyList<SmtpMechanism> CustomFor(SmtpPeer peer) => peer.IsEncrypted ? Options.CustomMechanisms : [];
}
