using System.Diagnostics;
using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>A decision as it is stored: what is remembered, and what is owed.</summary>
internal static class DecisionPlan
{
    public static MailDecision Of(Message mail, Decision decision)
    {
        IReadOnlyList<string> why = [.. decision.Explain()];
        return Of(mail, decision, why) with
        {
            Subject = mail.Subject,
            HasMailsText = decision is Decision.Notify { Routing.Alert.HasMailsText: true },
            Memory = decision is Decision.Notify { Routing: var routing } ? Memory(mail, routing) : [],
        };
    }

    private static MailDecision Of(Message mail, Decision decision, IReadOnlyList<string> why) => decision switch
    {
        Decision.Forward => new MailDecision(null, null, why, HandOn(mail, mail.Envelope.Recipients)),
        Decision.Split split => new MailDecision(null, null, why, HandOn(mail, split.Others))
        {
            Parts = PartOfMail.Of(mail, split),
        },
        Decision.Notify { Routing: var routing, Others: var others } => new MailDecision(
            routing.Alert,
            routing.State,
            why,
            [
                .. routing.Targets.Select(routed => PlannedDelivery.Tell(
                    mail.Id, routing.Alert, routed.Target, routed.Route.Name, Destination.Of(routed.Target), routed.Receiver)),
                .. HandOn(mail, others),
            ]),
        _ => throw new UnreachableException(),
    };

    private static IReadOnlyList<MemoryRow> Memory(Message mail, RoutingDecision routing) =>
    [
        .. routing.Alert.Status == AlertStatus.Info ? routing.Joined.Select(group => GroupRows.Of(group, routing.Alert.Remembered(), mail.Id)) : [],
        .. routing.Met.Select(ExpectationRows.Of),
    ];

    private static IReadOnlyList<PlannedDelivery> HandOn(Message mail, IReadOnlyList<SmtpRecipient> recipients) =>
        mail.Stays || recipients.Count == 0 ? [] : [PlannedDelivery.HandOn(mail.Id, recipients, "no source claims it", Destination.Relay)];
}
