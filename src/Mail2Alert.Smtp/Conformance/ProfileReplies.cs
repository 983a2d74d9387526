namespace Mail2Alert.Smtp.Conformance;

/// <summary>The replies that only a strict listener gives.</summary>
internal static class ProfileReplies
{
    public static SmtpReply BareLineFeed { get; } = new(500, "5.5.2", "A command ends with CR LF, not with LF alone; closing");

    public static SmtpReply SpaceAfterColon { get; } = new(501, "5.5.4", "No space is allowed behind the colon");

    public static SmtpReply NoBrackets { get; } = new(501, "5.5.4", "An address must stand in angle brackets");

    // RFC 3463 §3.2: X.1.3 and X.1.7 tell recipient from sender; this one reply serves both.
    public static SmtpReply NoDomain { get; } = new(501, "5.5.4", "An address must have a domain");

    // RFC 3463 §3.7 has no code of its own for what a message must not hold: X.6.0 is "other".
    public static SmtpReply Nul { get; } = new(550, "5.6.0", "The message holds NUL");

    public static SmtpReply LongLine { get; } = new(550, "5.6.0", "The message holds a line of more than 4,096 octets");

    // RFC 6152 gives no code to a server that was not told. "Media not supported" is what RFC 3463 §3.7 has for it.
    public static SmtpReply UndeclaredEightBit { get; } = new(550, "5.6.1", "The message holds 8-bit text; declare it by BODY=8BITMIME");

    // Not in RFC 3463: Exchange made this code known for bare LF, and operators find it by that.
    public static SmtpReply StrayLineEnd { get; } = new(550, "5.6.11", "The message holds CR or LF alone; lines end with CR LF");

    public static SmtpReply EarlyTalk { get; } = new(554, "5.5.1", "This is an SMTP server: wait for its greeting; closing");

    public static SmtpReply EarlyCommand { get; } = new(554, "5.5.1", "Wait for the reply to this command; closing");
}
