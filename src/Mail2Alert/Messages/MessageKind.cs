namespace Mail2Alert.Messages;

/// <summary>What a mail is among mails, apart from what it says.</summary>
internal enum MessageKind
{
    /// <summary>Whatever is none of the others. What programs send on their own accord (Auto-Submitted: auto-generated) is.</summary>
    Ordinary,

    /// <summary>Tells what became of a mail: a bounce or a delay (RFC 3464).</summary>
    DeliveryStatus,

    /// <summary>Tells that somebody read a mail, or deleted it (RFC 8098).</summary>
    DispositionNotification,

    /// <summary>Somebody is away, or a program thanks for a mail (RFC 3834).</summary>
    AutoReply,

    /// <summary>A meeting: an invitation, an answer to one, a change (RFC 6047).</summary>
    Calendar,

    /// <summary>Somebody took a mail for spam and says so (RFC 5965).</summary>
    SpamReport,
}
