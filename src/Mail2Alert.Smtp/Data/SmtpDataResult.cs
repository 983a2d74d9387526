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

    /// <summary>It was more than the limit, and no end came in sight.</summary>
    Endless,

    /// <summary>The client went away inside it.</summary>
    Lost,

    /// <summary>The client fell silent inside it, or the server stops.</summary>
    Interrupted,
}
