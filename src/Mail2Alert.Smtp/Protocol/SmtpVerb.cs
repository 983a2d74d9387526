namespace Mail2Alert.Smtp.Protocol;

/// <summary>What the first word of a command line asks for.</summary>
internal enum SmtpVerb
{
    Unknown,
    Ehlo,
    Helo,
    Lhlo,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Rset,
    Noop,
    Vrfy,
    Expn,
    Help,
    Quit,
    Auth,
    StartTls,

    /// <summary>Another protocol's first word. Its body may hold SMTP commands, so nothing behind it may be read as one.</summary>
    Foreign,
}
