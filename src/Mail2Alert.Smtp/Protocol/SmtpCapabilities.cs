using System.Globalization;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>What EHLO advertises, in the one place that decides it.</summary>
internal sealed class SmtpCapabilities(SmtpServerOptions options)
{
    private readonly string[] _keywords =
    [
        "PIPELINING",
        string.Create(CultureInfo.InvariantCulture, $"SIZE {options.MaxMessageSize}"),
        "8BITMIME",
        "SMTPUTF8",
    ];

    // HELP ends the list: monitoring probes match "250-NAME" and would miss an extension on the last line.
    private readonly string[] _last =
    [
        "ENHANCEDSTATUSCODES",
        "CHUNKING",
        .. options.AdvertiseBinaryMime ? ["BINARYMIME"] : Array.Empty<string>(),
        .. options.AdvertiseDsn ? ["DSN"] : Array.Empty<string>(),
        string.Create(CultureInfo.InvariantCulture, $"LIMITS MAILMAX={options.MaxMessagesPerSession} RCPTMAX={options.MaxRecipients}"),
        "HELP",
    ];

    /// <param name="peer">The client, who said EHLO.</param>
    /// <param name="auth">The line for AUTH, or null.</param>
    public SmtpReply ReplyTo(SmtpPeer peer, string? auth) => new(
        250,
        null,
        [$"{options.HostName} greets {peer.Hello}", .. _keywords, .. StartTls(peer), .. auth is null ? Array.Empty<string>() : [auth], .. RequireTls(peer), .. _last]);

    // RFC 8689 §2: only inside TLS.
    private string[] RequireTls(SmtpPeer peer) => options.AdvertiseRequireTls && peer.IsEncrypted ? ["REQUIRETLS"] : [];

    private string[] StartTls(SmtpPeer peer) => options.Tls is not null && !peer.IsEncrypted ? ["STARTTLS"] : [];
}
