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
/// <param name="sources">In the order in which they claim mail.</param>
/// <param name="splits">False where nothing is kept: then a mail that carries several alerts is told as one.</param>
internal sealed class Processor(IReadOnlyList<ISource> sources, bool splits = true)
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
        var others = source.Claim.Leaves(message.Envelope);
        return reading switch
        {
            Reading.Deferred deferred => new Decision.Defer(source.Name, deferred.Why, why),
            Reading.Several { Alerts: { Count: > 1 } alerts } several when splits =>
                new Decision.Split(source.Name, alerts, others, [.. why, $"it carries {alerts.Count} alerts: each goes its own way"]) { AreWhole = several.AreWhole },
            Reading.Several { Alerts: var alerts, Whole: var whole } => new Decision.Notify(await route(Of(message, splits ? alerts[0] : whole)), others, why),
            Reading.Understood understood => new Decision.Notify(await route(Of(message, understood.Alert)), others, why) { IsLeftWhole = understood.IsLeftWhole },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The same with mails told as one that carry several alerts.</summary>
    public Processor Unsplit => new(sources, splits: false);

    /// <summary>The story of a mail to its end: of one that carries several alerts, the story of each behind its own.</summary>
    public async ValueTask<IReadOnlyList<(Message Mail, Decision Decision)>> DecideAllAsync(
        Message message, Func<Alert, string, ValueTask<RoutingDecision>> route, CancellationToken cancellationToken)
    {
        var decision = await DecideAsync(message, alert => route(alert, message.Id), cancellationToken);
        var stories = new List<(Message, Decision)> { (message, decision) };
        foreach (var (part, alert) in decision is Decision.Split split ? PartOfMail.Of(message, split) : [])
            stories.Add((part, await DecideAsync(part, alert, one => route(one, part.Id))));
        return stories;
    }

    /// <summary>The story of an alert that a mail was split into: what it is has been decided.</summary>
    public static async ValueTask<Decision> DecideAsync(Message part, Alert alert, Func<Alert, ValueTask<RoutingDecision>> route) =>
        new Decision.Notify(await route(Of(part, alert)), [], [$"it is one of the alerts of {PartOfMail.WholeOf(part.Id)}"]);

    private static Alert Of(Message message, Alert alert) => alert with { At = message.ReceivedAt, Mail = message };

    private static bool Claims(ISource source, OpenMail mail, List<string> why)
    {
        var (claimed, reason) = source.Claim.Covers(mail);
        why.Add($"source {source.Name} {(claimed ? "claims it" : "does not claim it")}: {reason}");
        return claimed;
    }
}
