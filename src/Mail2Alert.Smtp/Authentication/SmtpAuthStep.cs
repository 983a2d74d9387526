namespace Mail2Alert.Smtp.Authentication;

/// <summary>What a mechanism says to what the client sent.</summary>
internal abstract record SmtpAuthStep
{
    private SmtpAuthStep()
    {
    }

    /// <summary>Nothing to say, and the client's turn.</summary>
    public static SmtpAuthStep Empty { get; } = new Challenge("");

    /// <summary>The client is to answer this.</summary>
    public sealed record Challenge(string Text) : SmtpAuthStep;

    /// <summary>It is this user.</summary>
    public sealed record Granted(string User) : SmtpAuthStep;

    /// <summary>It is not, or nobody is.</summary>
    public sealed record Denied(string User) : SmtpAuthStep;

    /// <summary>The response was none of this mechanism; nobody's password was tried.</summary>
    public sealed record Malformed : SmtpAuthStep;
}
