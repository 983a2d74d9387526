namespace Mail2Alert.Smtp.Data;

/// <summary>Whether a message is being kept, and if not, why.</summary>
internal enum SmtpContentFit
{
    Fits,
    TooLarge,
    OutOfMemory,
    OutOfDisk,
}
