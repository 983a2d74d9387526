namespace Mail2Alert.Intake.Mailboxes;

/// <summary>What holds for the mail of one mailbox, whatever kind it is.</summary>
/// <param name="Name">In the configuration.</param>
internal sealed record MailboxTerms(string Name)
{
    /// <summary>What is fetched from, as what was taken is remembered by: its name in the configuration may change, and stand for another one.</summary>
    public string Place { get; init; } = Name;

    /// <summary>Whom its mail is for; null to take what the mail's header says.</summary>
    public string? To { get; init; }

    /// <summary>True when mail that no source claims goes on to the relay.</summary>
    public bool HandsOn { get; init; }

    /// <summary>How long to wait before looking again.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Larger mails are not taken, octets.</summary>
    public long MaxMessageSize { get; init; } = 50 * 1024 * 1024;
}
