namespace Mail2Alert.Smtp.Authentication;

/// <summary>What a mechanism says to what the client sent: go on, yes, or no.</summary>
public abstract record SmtpAuthStep
{
    private SmtpAuthStep()
    {
    }

    internal static SmtpAuthStep Empty { get; } = new Challenge("");

    /// <summary>The client is to answer this.</summary>
    /// <param name="Text">What is sent, in UTF-8 and Base64; at most 360 bytes, since a reply line has 512.</param>
    public sealed record Challenge(string Text) : SmtpAuthStep;

    /// <summary>It is this user. The client gets 235.</summary>
    /// <param name="User">What <see cref="SmtpPeer.Login"/> is from here on.</param>
    public sealed record Granted(string User) : SmtpAuthStep;

    /// <summary>It is not, or nobody is. The client gets 535, later each time, and its address is locked out after too many.</summary>
    /// <param name="User">Who it claimed to be, for the log; empty when it did not say.</param>
    public sealed record Denied(string User) : SmtpAuthStep;

    /// <summary>The response was none of this mechanism, and nobody's secret was tried. The client gets 501.</summary>
    public sealed record Malformed : SmtpAuthStep;
}
