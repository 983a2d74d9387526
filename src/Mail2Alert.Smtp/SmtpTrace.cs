using Mail2Alert.Smtp.Telemetry;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp;

/// <summary>
/// Follows chosen sessions: every line in both directions goes to the log, so that one sees what a device says. Logins are left out, and of
/// messages only the length is told.
/// </summary>
public sealed class SmtpTrace
{
    /// <summary>The log's category. Its records are at Information, with ids from 1050.</summary>
    public const string Category = "Mail2Alert.Smtp.Trace";

    private volatile Func<SmtpPeer, bool>? _follows;

    /// <summary>
    /// Whom to follow; asked once for each connection, when it begins. Null, the default, for nobody. May be set at any time, and holds for
    /// connections that begin then.
    /// </summary>
    public Func<SmtpPeer, bool>? Follows
    {
        get => _follows;
        set => _follows = value;
    }

    internal SmtpSessionTrace? Begin(SmtpPeer peer, ILogger logger) => _follows?.Invoke(peer) == true ? new SmtpSessionTrace(peer, logger) : null;
}
