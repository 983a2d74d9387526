namespace Mail2Alert.Sources.Mailrise;

/// <summary>Addresses that have a name.</summary>
/// <param name="Name">The value of the label <c>recipient</c>.</param>
/// <param name="To">Who they are.</param>
/// <param name="From">Whose mail to them it is; null for anybody's.</param>
internal sealed record MailriseRecipient(string Name, MailrisePattern To, MailrisePattern? From = null)
{
    /// <summary>What they are told.</summary>
    public MailriseWords Words { get; init; } = MailriseWords.Default;

    public bool Names(MailriseAddress? sender, MailriseAddress recipient) =>
        To.Names(recipient) && (From is null || (sender is not null && From.Names(sender)));

    public override string ToString() => From is null ? $"{To}" : $"{To} from {From}";
}
