using Mail2Alert.Alerts;
using Mail2Alert.Messages;

namespace Mail2Alert.Sources.Mail;

/// <summary>Makes an alert of any mail it claims. The subject is the key: two mails with the same subject are the same alert.</summary>
internal sealed class MailSource(MailSettings settings) : ISource
{
    public string Name => settings.Name;

    public Claim Claim => settings.Claim;

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken) => new(new Reading.Understood(
        new Alert
        {
            Source = Name,
            Key = message.Subject,
            Status = AlertStatus.Info,
            Severity = Severity.Info,
            Labels = MessageLabels.Of(message).With("source", Name).With("status", "info").With("severity", "info"),
            Title = message.Subject,
        },
        []));
}
