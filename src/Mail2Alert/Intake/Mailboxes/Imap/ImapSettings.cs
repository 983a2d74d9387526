namespace Mail2Alert.Intake.Mailboxes.Imap;

/// <summary>A folder on an IMAP server, and how to get there.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="User">Who logs in.</param>
internal sealed record ImapSettings(string Host, int Port, string User)
{
    /// <summary>TLS from the first byte (<c>imaps://</c>); else by STARTTLS, and never without.</summary>
    public bool ImplicitTls { get; init; } = true;

    /// <summary>Null where a token stands in for it.</summary>
    public Secret? Password { get; init; }

    /// <summary>Whence tokens come; null where there is a password.</summary>
    public OAuthSettings? OAuth { get; init; }

    public string Folder { get; init; } = "INBOX";

    public ImapThen Then { get; init; } = ImapThen.Seen.Instance;

    public override string ToString() => $"{(ImplicitTls ? "imaps" : "imap")}://{Host}:{Port}";
}

/// <summary>What becomes of a mail in the mailbox when it was taken.</summary>
internal abstract record ImapThen
{
    private ImapThen()
    {
    }

    /// <summary>It stays, and is marked as seen.</summary>
    public sealed record Seen : ImapThen
    {
        public static Seen Instance { get; } = new();
    }

    public sealed record Delete : ImapThen;

    /// <param name="Folder">Where to; it must be there.</param>
    public sealed record Move(string Folder) : ImapThen;
}
