using Mail2Alert.Messages;
using Mail2Alert.Plugins;

namespace Mail2Alert.Sources.Plugins;

/// <summary>Shows a mail to a plug-in.</summary>
internal static class PluginMail
{
    public static NotifierMail Of(Message message) => new()
    {
        From = message.Envelope.Sender.ToString(),
        To = [.. message.Envelope.Recipients.Select(recipient => recipient.Address.ToString())],
        Subject = message.Subject,
        Text = message.Text,
        Html = message.Html,
        Headers = [.. message.Fields.Select(field => new NotifierHeader(field.Name, field.Value, field.Raw))],
        Attachments = [.. message.Attachments.Select(file => new NotifierAttachment(file.Name, file.MediaType, file.Length, file.Open))],
        Kind = Kind(message.Kind),
        ReceivedAt = message.ReceivedAt,
    };

    private static NotifierMailKind Kind(MessageKind kind) => kind switch
    {
        MessageKind.DeliveryStatus => NotifierMailKind.DeliveryStatus,
        MessageKind.DispositionNotification => NotifierMailKind.DispositionNotification,
        MessageKind.AutoReply => NotifierMailKind.AutoReply,
        MessageKind.Calendar => NotifierMailKind.Calendar,
        MessageKind.SpamReport => NotifierMailKind.SpamReport,
        _ => NotifierMailKind.Ordinary,
    };
}
