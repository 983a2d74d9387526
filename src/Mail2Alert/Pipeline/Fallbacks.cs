using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Plans who is told in place of a receiver whose target fails, or takes too long.</summary>
internal sealed partial class Fallbacks(ConfiguredReceivers receivers, ILogger<Fallbacks> logger)
{
    /// <param name="mailId">The mail.</param>
    /// <param name="alert">What was made of it.</param>
    /// <param name="route">The route that asked for the delivery.</param>
    /// <param name="receiver">Whose delivery it is; null for mail that is handed on.</param>
    /// <param name="why">In a sentence, for whoever is told instead.</param>
    /// <returns>Null when there is no fallback.</returns>
    public IReadOnlyList<PlannedDelivery>? Plan(string mailId, Alert? alert, string route, string? receiver, string why)
    {
        if (alert is null || receivers.FallbackOf(receiver) is not { } fallback)
            return null;
        LogFallback(mailId, Printable.Of(receiver!), Printable.Of(fallback.Name), Printable.Of(why));
        return [.. fallback.Targets.Select(target =>
            PlannedDelivery.Tell(mailId, alert, target, $"{route}: fallback of {receiver}", Destination.Of(target), fallback) with
            {
                Note = $"fallback of {receiver}: {why}",
            })];
    }

    /// <summary>Says that somebody was to be told instead, who is not there any more.</summary>
    public void TellOfNone(string mailId, string? receiver) => LogNone(mailId, Printable.Of(receiver ?? "?"));

    [LoggerMessage(4300, LogLevel.Warning, "{MailId}: {Fallback} is told as the fallback of {Receiver}: {Why}")]
    private partial void LogFallback(string mailId, string receiver, string fallback, string why);

    [LoggerMessage(4301, LogLevel.Error, "{MailId}: {Receiver} was to fall back, but has no fallback any more in the configuration")]
    private partial void LogNone(string mailId, string receiver);
}
