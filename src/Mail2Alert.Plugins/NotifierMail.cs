namespace Mail2Alert.Plugins;

/// <summary>A mail as a plug-in sees it, read and decoded.</summary>
public sealed record NotifierMail
{
    /// <summary>The envelope's sender; empty for the null sender.</summary>
    public string From { get; init; } = "";

    /// <summary>The envelope's recipients.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Decoded; empty when there is none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The body as plain text, made of the HTML where there is no other; lines end in LF.</summary>
    public string Text { get; init; } = "";

    /// <summary>The HTML as it is written; null when there is none.</summary>
    public string? Html { get; init; }

    /// <summary>The header's fields in order.</summary>
    public IReadOnlyList<NotifierHeader> Headers { get; init; } = [];

    /// <summary>Files and other mails in it.</summary>
    public IReadOnlyList<NotifierAttachment> Attachments { get; init; } = [];

    /// <summary>What it is among mails: ordinary, a bounce, an automatic answer …</summary>
    public NotifierMailKind Kind { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What the first header field of that name says; null when there is none.</summary>
    /// <param name="name">Without regard to case.</param>
    public string? Header(string name) => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>A field of the header.</summary>
/// <param name="Name">As its sender writes it.</param>
/// <param name="Value">Unfolded and decoded.</param>
/// <param name="Raw">What stands behind the colon, as it is written.</param>
public sealed record NotifierHeader(string Name, string Value, ReadOnlyMemory<byte> Raw = default);

/// <summary>Something that comes with a mail's text.</summary>
/// <param name="Name">As its sender calls it, which is no name to write a file under; null when it has none.</param>
/// <param name="MediaType">As its sender calls it, in lower case.</param>
/// <param name="Length">Octets, decoded; null when that is not known without decoding.</param>
/// <param name="Open">Its decoded content from the beginning; may be called again.</param>
public sealed record NotifierAttachment(string? Name, string MediaType, long? Length, Func<Stream> Open);

/// <summary>What a mail is among mails, apart from what it says.</summary>
public enum NotifierMailKind
{
    /// <summary>Whatever is none of the others.</summary>
    Ordinary,

    /// <summary>A bounce or a delay (RFC 3464).</summary>
    DeliveryStatus,

    /// <summary>Somebody read a mail, or deleted it (RFC 8098).</summary>
    DispositionNotification,

    /// <summary>Somebody is away, or a program thanks for a mail (RFC 3834).</summary>
    AutoReply,

    /// <summary>A meeting (RFC 6047).</summary>
    Calendar,

    /// <summary>Somebody took a mail for spam (RFC 5965).</summary>
    SpamReport,
}
