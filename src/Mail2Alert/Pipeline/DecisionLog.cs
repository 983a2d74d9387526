using Mail2Alert.Messages;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>What was decided of a mail, in the log.</summary>
internal sealed partial class DecisionLog(ILogger<DecisionLog> logger)
{
    public void Tell(Message mail, Decision decision)
    {
        if (decision is Decision.Notify { Routing: { Targets.Count: 0, Alert: var alert } } && logger.IsEnabled(LogLevel.Information))
            LogUnrouted(mail.Id, alert.Source, Printable.Of(alert.Labels.ToString()));
        if (decision is Decision.Forward && mail.Stays)
            LogUnclaimed(mail.Id, Printable.Of(mail.Envelope.Peer.Listener.Name));
        if (logger.IsEnabled(LogLevel.Debug))
            LogWhy(mail.Id, Printable.Of(string.Join("; ", decision.Explain())));
    }

    [LoggerMessage(4002, LogLevel.Information, "{MailId}: unrouted: no route of source {Source} wants {Labels}")]
    private partial void LogUnrouted(string mailId, string source, string labels);

    [LoggerMessage(4005, LogLevel.Information, "{MailId}: unrouted: no source claims it, and what comes from the mailbox {Mailbox} is not handed on")]
    private partial void LogUnclaimed(string mailId, string mailbox);

    [LoggerMessage(4003, LogLevel.Debug, "{MailId}: {Why}")]
    private partial void LogWhy(string mailId, string why);
}
