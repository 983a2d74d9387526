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
        if (logger.IsEnabled(LogLevel.Debug))
            LogWhy(mail.Id, Printable.Of(string.Join("; ", decision.Explain())));
    }

    [LoggerMessage(4002, LogLevel.Information, "{MailId}: unrouted: no route of source {Source} wants {Labels}")]
    private partial void LogUnrouted(string mailId, string source, string labels);

    [LoggerMessage(4003, LogLevel.Debug, "{MailId}: {Why}")]
    private partial void LogWhy(string mailId, string why);
}
