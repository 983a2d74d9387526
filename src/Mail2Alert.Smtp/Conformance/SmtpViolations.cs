namespace Mail2Alert.Smtp.Conformance;

/// <summary>
/// The rules that clients break and that can be forgiven without danger. What is dangerous is refused in every profile and does not stand here.
/// </summary>
[Flags]
public enum SmtpViolations
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The client spoke before it was greeted (RFC 5321 §4.3.1).</summary>
    EarlyTalk = 1,

    /// <summary>It sent more behind a command whose reply it had to wait for (RFC 2920 §3.1; without PIPELINING, behind any: RFC 5321 §4.3.1).</summary>
    EarlyCommand = 1 << 1,

    /// <summary>It ended a command with LF alone (RFC 5321 §2.3.8).</summary>
    BareLineFeed = 1 << 2,

    /// <summary>It said MAIL before EHLO or HELO (RFC 5321 §4.1.4).</summary>
    NoHello = 1 << 3,

    /// <summary>It said EHLO or HELO and no name (RFC 5321 §4.1.1.1).</summary>
    NamelessHello = 1 << 4,

    /// <summary>It gave a name that is neither a domain nor an address in brackets (RFC 5321 §4.1.1.1). Underscores count as letters.</summary>
    MalformedHello = 1 << 5,

    /// <summary>It put a space behind <c>FROM:</c> or <c>TO:</c> (RFC 5321 §3.3).</summary>
    SpaceAfterColon = 1 << 6,

    /// <summary>It left out the angle brackets around an address (RFC 5321 §4.1.2).</summary>
    NoBrackets = 1 << 7,

    /// <summary>It left out the domain of an address (RFC 5321 §4.1.2); <c>&lt;postmaster&gt;</c> as a recipient needs none (§4.1.1.3).</summary>
    NoDomain = 1 << 8,

    /// <summary>It sent an address with other than ASCII characters and did not say SMTPUTF8 (RFC 6531 §3.4).</summary>
    UndeclaredUtf8 = 1 << 9,

    /// <summary>A message held CR or LF alone (RFC 5321 §2.3.8).</summary>
    StrayLineEnd = 1 << 10,

    /// <summary>A message held NUL (RFC 5322 §2.1).</summary>
    Nul = 1 << 11,

    /// <summary>A message held octets above 127 and neither 8BITMIME nor SMTPUTF8 was declared (RFC 6152 §3).</summary>
    UndeclaredEightBit = 1 << 12,

    /// <summary>A line of a message was over 4,096 octets. RFC 5321 §4.5.3.1.6 says 1,000, which too much honest mail breaks to count it.</summary>
    LongLine = 1 << 13,
}
