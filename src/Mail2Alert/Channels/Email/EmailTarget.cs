using Mail2Alert.Channels.Mail;
using MimeKit;

namespace Mail2Alert.Channels.Email;

/// <summary>Somebody who gets a mail of ours.</summary>
internal sealed class EmailTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>A server of the target's own; null for the configuration's relay.</summary>
    public RelaySettings? Server { get; init; }

    /// <summary>Who it is for: one of those named in <see cref="Sheet"/>, or in none of its fields.</summary>
    public required string Recipient { get; init; }

    public required EmailSheet Sheet { get; init; }
}

/// <summary>What the mails to all places of one URL have in common.</summary>
internal sealed record EmailSheet
{
    /// <summary>Null for ourselves.</summary>
    public MailboxAddress? From { get; init; }

    public required IReadOnlyList<MailboxAddress> To { get; init; }

    public required IReadOnlyList<MailboxAddress> Cc { get; init; }

    public required IReadOnlyList<MailboxAddress> ReplyTo { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }
}
