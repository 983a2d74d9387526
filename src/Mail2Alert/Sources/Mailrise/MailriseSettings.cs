using Mail2Alert.Smtp;

namespace Mail2Alert.Sources.Mailrise;

/// <summary>A source of the kind <c>mailrise</c>.</summary>
/// <param name="Name">As configured.</param>
/// <param name="Narrowed">What else must hold of its mail.</param>
/// <param name="Recipients">In the order in which they are asked; the first that names an address has it.</param>
internal sealed record MailriseSettings(string Name, Claim Narrowed, IReadOnlyList<MailriseRecipient> Recipients)
{
    public Claim Claim => Narrowed with
    {
        Recipients = new ClaimedRecipients($"one of the recipients of {Name}", (sender, recipient) => Find(sender, recipient) is not null),
    };

    /// <summary>Whom a recipient of mail from this sender is; null when nobody.</summary>
    public (MailriseRecipient Recipient, MailriseAddress Address)? Find(SmtpPath sender, SmtpPath recipient)
    {
        if (MailriseAddress.Of(recipient) is not { } address)
            return null;
        var from = MailriseAddress.Of(sender);
        return Recipients.FirstOrDefault(known => known.Names(from, address)) is { } found ? (found, address) : null;
    }
}
