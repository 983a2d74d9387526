using Mail2Alert.Smtp.Protocol;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Telemetry;

/// <summary>Logins: ids 1100 to 1119. Names come from clients; passwords never come here.</summary>
internal sealed partial class SmtpLog
{
    public void LoggedIn(SmtpPeer peer, string user, string mechanism)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            LoggedIn(peer.ConnectionId, peer.Remote, SmtpText.Printable(user), mechanism);
        }
    }

    public void LoginFailed(SmtpPeer peer, string user, string mechanism)
    {
        if (logger.IsEnabled(LogLevel.Warning))
        {
            LoginFailed(peer.ConnectionId, peer.Remote, SmtpText.Printable(user), mechanism);
        }
    }

    [LoggerMessage(1100, LogLevel.Information, "Connection {ConnectionId} from {Remote} logged in as {User} by {Mechanism}")]
    private partial void LoggedIn(string connectionId, SmtpOrigin remote, string user, string mechanism);

    [LoggerMessage(1101, LogLevel.Warning, "Connection {ConnectionId} from {Remote} failed to log in as {User} by {Mechanism}")]
    private partial void LoginFailed(string connectionId, SmtpOrigin remote, string user, string mechanism);
}
