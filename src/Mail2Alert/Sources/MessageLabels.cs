using Mail2Alert.Alerts;
using Mail2Alert.Messages;

namespace Mail2Alert.Sources;

/// <summary>The labels that every alert has from its mail, whatever the source.</summary>
internal static class MessageLabels
{
    public static Labels Of(Message message) => Labels.Empty.With(
        ("subject", message.Subject),
        ("from", message.Envelope.Sender.ToString()),
        ("to", string.Join(", ", message.Envelope.Recipients.Select(recipient => recipient.Address.ToString()))));
}
