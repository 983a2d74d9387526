using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tls;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Telemetry;

/// <summary>
/// All that this library logs; ids 1000 to 1199, in use are 1000 to 1008, 1020, 1030 to 1032, 1040, 1050 to 1055
/// (<see cref="SmtpSessionTrace"/>) and 1100 to 1101. Text from clients comes through
/// <see cref="SmtpText"/>.
/// </summary>
internal sealed partial class SmtpLog(ILogger<SmtpServer> logger)
{
    public void MessageAnswered(SmtpMessage message, SmtpReceived received, TimeSpan elapsed)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var (peer, envelope) = (message.Envelope.Peer, message.Envelope);
        var (login, sender) = (Login(peer), SmtpText.Printable(envelope.Sender.ToString()));
        MessageAnswered(message.Id, peer.ConnectionId, peer.Remote, peer.Listener.Name, Security(peer), sender, login,
            received.Accepted, envelope.Recipients.Count, message.Content.Length, received.Result, received.Reply?.Code ?? 0, elapsed.TotalMilliseconds);
    }

    /// <summary>A session that a bound ended is worth a line; others come and go by the thousand.</summary>
    public void SessionEnded(in SmtpSessionSummary summary)
    {
        var level = summary.Limit == SmtpLimit.None ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var (peer, login, why) = (summary.Peer, Login(summary.Peer), summary.Why);
            SessionEnded(level, peer.ConnectionId, peer.Remote, peer.Listener.Name, login, why, summary.Time.TotalSeconds, summary.Messages,
                summary.Errors);
        }
    }

    public void WrongProtocol(SmtpPeer peer, SmtpReply reply) => WrongProtocol(peer.ConnectionId, peer.Remote, reply.Lines[0]);

    /// <summary>A client that only closes is a port check or a changed mind, and no news.</summary>
    public void HandshakeFailed(SmtpPeer peer, SmtpTlsResult result)
    {
        var level = result.Failure is SmtpTlsFailure.Closed or SmtpTlsFailure.Stopping ? LogLevel.Debug : LogLevel.Warning;
        var (reason, detail) = (SmtpTlsWords.Sentence(result.Failure), result.Detail ?? "no more is known");
        HandshakeFailed(level, peer.ConnectionId, peer.Remote, reason, detail);
    }

    [LoggerMessage(1002, LogLevel.Error, "The handler failed at stage {Stage}; the client was told the reference {Reference}")]
    public partial void HandlerFailed(SmtpStage stage, string reference, Exception exception);

    [LoggerMessage(1003, LogLevel.Debug, "Connection {ConnectionId} from {Remote} at {Listener} opened")]
    public partial void ConnectionOpened(string connectionId, SmtpOrigin remote, string listener);

    [LoggerMessage(1005, LogLevel.Warning, "Connection {ConnectionId} from {Remote} refused: {Limit} connections are open")]
    public partial void ConnectionRefused(string connectionId, SmtpOrigin remote, int limit);

    [LoggerMessage(1007, LogLevel.Warning, "Connection {ConnectionId} from {Remote} refused: {Limit} connections are open from its address")]
    public partial void AddressRefused(string connectionId, SmtpOrigin remote, int limit);

    [LoggerMessage(1008, LogLevel.Warning,
        "Connection {ConnectionId} from the load balancer {Remote} ended: no proper PROXY header came; is it told to send one?")]
    public partial void ProxyHeaderMissing(string connectionId, SmtpOrigin remote);

    [LoggerMessage(1006, LogLevel.Debug, "Connection {ConnectionId} from {Remote} broke: {Reason}")]
    public partial void ConnectionBroke(string connectionId, SmtpOrigin remote, string reason);

    [LoggerMessage(1020, LogLevel.Error, "A message could not be kept in {Directory}; the client was told to try again: {Reason}")]
    public partial void SpoolFailed(string directory, string reason);

    [LoggerMessage(1000, LogLevel.Information,
        "Message {MessageId} on {ConnectionId} from {Remote} at {Listener} over {Security}, sender <{Sender}>, login {Login}, "
        + "{Accepted} of {Recipients} recipients accepted, {Bytes} bytes: {Result}, {Code} after {Elapsed:F1} ms")]
    private partial void MessageAnswered(string messageId, string connectionId, SmtpOrigin remote, string listener, string security, string sender,
        string login, int accepted, int recipients, long bytes, SmtpDataResult result, int code, double elapsed);

    [LoggerMessage(EventId = 1004, Message = "Connection {ConnectionId} from {Remote} at {Listener}, login {Login}, ended: {Why} after "
        + "{Elapsed:F1} s, {Messages} messages, {Errors} errors")]
    private partial void SessionEnded(LogLevel level, string connectionId, SmtpOrigin remote, string listener, string login, string why,
        double elapsed, int messages, int errors);

    [LoggerMessage(EventId = 1030, Message = "No TLS on connection {ConnectionId} from {Remote}: {Reason} ({Detail})")]
    private partial void HandshakeFailed(LogLevel level, string connectionId, SmtpOrigin remote, string reason, string detail);

    [LoggerMessage(1001, LogLevel.Warning, "Connection {ConnectionId} from {Remote} speaks another protocol: {Mistake}")]
    private partial void WrongProtocol(string connectionId, SmtpOrigin remote, string mistake);

    // A user may be called anything but nothing.
    private static string Login(SmtpPeer peer) => peer.Login is { } user ? SmtpText.Printable(user) : "-";

    private static string Security(SmtpPeer peer) => peer.Tls is { } tls ? $"TLS {tls.Version}" : "clear text";
}
