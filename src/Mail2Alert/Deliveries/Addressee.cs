using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>Who gets a delivery, as people read it: the target without its secrets, or the recipients of mail that is handed on.</summary>
internal static class Addressee
{
    public static string Of(TargetId? target, IReadOnlyList<SmtpRecipient> recipients) =>
        target?.Text ?? string.Join(", ", recipients.Select(recipient => recipient.Address.ToString()));
}
