namespace Mail2Alert.Intake.Mailboxes;

/// <summary>What there is under a name in a mailbox.</summary>
internal abstract record FetchedMail
{
    private FetchedMail()
    {
    }

    /// <summary>A mail, as it lies there, with any line ends.</summary>
    public sealed record Whole(byte[] Bytes) : FetchedMail;

    /// <summary>What can never be taken.</summary>
    /// <param name="Reason">One of a few words, for metrics.</param>
    /// <param name="Why">For people.</param>
    public sealed record Unfit(string Reason, string Why) : FetchedMail
    {
        public static Unfit TooLarge(long size, long most) =>
            new("too_large", $"it has {size} octets, more than `limits: message-size` allows ({most})");
    }

    /// <summary>What cannot be taken yet.</summary>
    public sealed record Later(string Why) : FetchedMail;

    /// <summary>A mail that was taken under another name.</summary>
    public sealed record Known : FetchedMail;

    /// <summary>Nothing any more: somebody else was faster.</summary>
    public sealed record Gone : FetchedMail;
}
