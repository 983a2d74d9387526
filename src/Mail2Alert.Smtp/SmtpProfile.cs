namespace Mail2Alert.Smtp;

/// <summary>
/// How strictly clients are held to RFC 5321. In every profile only CR LF . CR LF ends a message, and what reaches the handler has no line end
/// but CR LF. What each does about each rule stands in <see cref="Conformance.SmtpRule.All"/>.
/// </summary>
public enum SmtpProfile
{
    /// <summary>For a network of one's own: what can be understood without danger is put right and counted.</summary>
    Normal,

    /// <summary>For the internet: what breaks a rule is refused.</summary>
    Strict,

    /// <summary>For named old devices: as <see cref="Normal"/>, and what they lack is forgiven.</summary>
    Legacy,
}
