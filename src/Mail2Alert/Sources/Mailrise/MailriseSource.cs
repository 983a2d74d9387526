using Mail2Alert.Alerts;
using Mail2Alert.Messages;

namespace Mail2Alert.Sources.Mailrise;

/// <summary>
/// Makes an alert of a mail for each of its recipients: the address says whom to tell and how bad it is. Each mail is news of its own, and
/// nothing that lasts: a failure waits for no success.
/// </summary>
internal sealed class MailriseSource(MailriseSettings settings) : ISource
{
    /// <summary>Those that no other source sets.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["recipient", "config", "type"];

    public string Name => settings.Name;

    public Claim Claim { get; } = settings.Claim;

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        var envelope = message.Envelope;
        var named = envelope.Recipients.Except(Claim.Leaves(envelope))
            .Select(recipient => settings.Find(envelope.Sender, recipient.Address)!.Value)
            .DistinctBy(found => found.Address)
            .ToList();
        IReadOnlyList<Alert> alerts = [.. named.Select(found => Of(message, found.Recipient, found.Address))];
        IReadOnlyList<string> notes = [.. named.Select(found => $"{found.Address} is the recipient {found.Recipient.Name} ({found.Recipient}), and says {found.Address.Type.ToWord()}")];
        return new(alerts is [var only] ? new Reading.Understood(only, notes) : new Reading.Several(alerts[0], alerts, notes) { AreWhole = true });
    }

    private Alert Of(Message message, MailriseRecipient recipient, MailriseAddress address)
    {
        var (status, severity) = Meaning(address.Type);
        var (title, text) = recipient.Words.Of(message, address);
        return new Alert
        {
            Source = Name,
            Key = $"{address.Short} {address.Type.ToWord()}: {message.Subject}",
            Status = status,
            Severity = severity,
            Labels = MessageLabels.Of(message)
                .With("source", Name)
                .With("to", address.ToString())
                .With("recipient", recipient.Name)
                .With("config", address.Short)
                .With("type", address.Type.ToWord())
                .With("status", status.ToLabel())
                .With("severity", severity.ToLabel()),
            Title = title,
            Text = text,
        };
    }

    // Of what never fired, 'resolved' ends nothing: it is only the green of a success.
    private static (AlertStatus Status, Severity Severity) Meaning(MailriseType type) => type switch
    {
        MailriseType.Success => (AlertStatus.Resolved, Severity.Info),
        MailriseType.Warning => (AlertStatus.Info, Severity.Warning),
        MailriseType.Failure => (AlertStatus.Info, Severity.Error),
        _ => (AlertStatus.Info, Severity.Info),
    };
}
