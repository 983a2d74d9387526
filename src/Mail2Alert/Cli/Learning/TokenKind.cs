namespace Mail2Alert.Cli.Learning;

/// <summary>What a word of a subject looks like.</summary>
internal enum TokenKind
{
    /// <summary>A word of a language, or of the notifier.</summary>
    Word,

    /// <summary>A bracket, a colon, an arrow.</summary>
    Mark,

    /// <summary>A word that says how something stands.</summary>
    State,

    Number,
    Moment,
    Address,
    Host,
    Mailbox,
    Url,
    Path,
    Version,

    /// <summary>What a version control system calls a commit.</summary>
    Commit,

    /// <summary>A name that somebody gave to something: <c>ups-rack-a</c>, <c>VI_1</c>, <c>eth0</c>.</summary>
    Name,

    /// <summary>What stands in a line of the text, or in a header field, too.</summary>
    Known,

    /// <summary>Words that differ from mail to mail.</summary>
    Gap,
}
