namespace Mail2Alert.Smtp.Authentication;

/// <summary>How an attempt to log in ended.</summary>
internal enum SmtpLoginResult
{
    Success,
    Failure,

    /// <summary>The client gave up, or sent what the mechanism does not know.</summary>
    Broken,

    /// <summary>Too many failures from its address; whether the password was right is not said.</summary>
    LockedOut,

    /// <summary>The authenticator failed.</summary>
    Unavailable,
}
