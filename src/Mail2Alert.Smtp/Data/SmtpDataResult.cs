namespace Mail2Alert.Smtp.Data;

/// <summary>How the reading of a message ended.</summary>
internal enum SmtpDataResult
{
    /// <summary>It is here, whole.</summary>
    Complete,

    /// <summary>It was read to its end and was more than the limit.</summary>
    TooLarge,

    /// <summary>It was read to its end and the server had no memory for it.</summary>
    OutOfMemory,

    /// <summary>It was read to its end and the server had no disk space for it.</summary>
    OutOfDisk,

    /// <summary>It was more than the limit, and no end came in sight.</summary>
    Endless,

    /// <summary>A chunk of it is here, and more is to come.</summary>
    Partial,

    /// <summary>It came in far too many chunks.</summary>
    Crumbs,

    /// <summary>The client went away inside it.</summary>
    Lost,

    /// <summary>The client fell silent inside it, or the server stops.</summary>
    Interrupted,
}
