namespace Mail2Alert.SideBySide.Compare;

/// <summary>What a program does before it acknowledges a mail.</summary>
internal enum Work
{
    /// <summary>Reads it and throws it away.</summary>
    Accept,

    /// <summary>Hands it to the mail server behind it, whose answer it passes on.</summary>
    Relay,

    /// <summary>The same, and the server answers after 100 ms.</summary>
    Slow,

    /// <summary>Keeps it on the disk, and hands it on afterwards.</summary>
    Store,

    /// <summary>The same, and each flush takes 5 ms more.</summary>
    SlowDisk,

    /// <summary>As <see cref="Relay"/>, with 100 mails a second, each on a connection of its own.</summary>
    Open,
}
