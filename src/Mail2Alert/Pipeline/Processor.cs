using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Pipeline;

/// <summary>
/// The whole story of one mail: which source claims it, what that source reads in it and looks up, and whom the routes tell. Nothing is sent
/// and nothing is stored here; the server, the commands and the tests all ask this.
/// </summary>
internal sealed class Processor(IReadOnlyList<ISource> sources)
{
    /// <param name="message">The mail.</param>
    /// <param name="route">Asks the router, when the alert's turn has come.</param>
    /// <param name="cancellationToken">Ends the waiting for lookups.</param>
    public async ValueTask<Decision> DecideAsync(
        Message message, Func<Alert, ValueTask<RoutingDecision>> route, CancellationToken cancellationToken)
    {
        var why = new List<string>();
        var open = new OpenMail(message);
        var source = sources.FirstOrDefault(source => Claims(source, open, why));
        if (source is null)
            return new Decision.Forward([.. why, message.Stays ? "no source claims it: it stays here, as it was fetched from a mailbox" : "no source claims it: it goes on as it is"]);

        var reading = await source.ReadAsync(message, cancellationToken);
        why.AddRange(reading.Notes);
        if (message.Trouble is { } trouble)
            why.Add($"the mail is not as it should be: {trouble}");
        return reading switch
        {
            Reading.Deferred deferred => new Decision.Defer(source.Name, deferred.Why, why),
            Reading.Understood understood => new Decision.Notify(
                await route(understood.Alert with { At = message.ReceivedAt, Mail = message }), source.Claim.Leaves(message.Envelope), why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static bool Claims(ISource source, OpenMail mail, List<string> why)
    {
        var (claimed, reason) = source.Claim.Covers(mail);
        why.Add($"source {source.Name} {(claimed ? "claims it" : "does not claim it")}: {reason}");
        return claimed;
    }
}
