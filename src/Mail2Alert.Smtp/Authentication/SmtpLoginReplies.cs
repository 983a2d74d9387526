using System.Text;
using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>The replies to AUTH (RFC 4954 §6).</summary>
internal static class SmtpLoginReplies
{
    public static SmtpReply Success { get; } = new(235, "2.7.0", "Logged in");

    public static SmtpReply TooManyFailures { get; } = new(421, "4.7.0", "Too many failed logins, closing") { Limit = SmtpLimit.LoginFailures };

    public static SmtpReply LockedOut { get; } = new(454, "4.7.0", "Too many failed logins from your address, try again later") { Limit = SmtpLimit.Lockout };

    public static SmtpReply Unavailable { get; } = new(454, "4.7.0", "Nobody can check logins now, try again later");

    public static SmtpReply NotBase64 { get; } = new(501, "5.5.2", "Not Base64");

    public static SmtpReply Malformed { get; } = new(501, "5.5.2", "Not what this mechanism expects");

    public static SmtpReply Syntax { get; } = new(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]");

    public static SmtpReply NoInitialResponse { get; } = new(501, "5.5.4", "This mechanism takes no initial response");

    public static SmtpReply Cancelled { get; } = new(501, "5.7.0", "Cancelled");

    public static SmtpReply Twice { get; } = new(503, "5.5.1", "Logged in already");

    public static SmtpReply InTransaction { get; } = new(503, "5.5.1", "Not within a mail");

    public static SmtpReply UnknownMechanism { get; } = new(504, "5.5.4", "Mechanism not offered");

    public static SmtpReply Failure { get; } = new(535, "5.7.8", "Name or password is wrong");

    // Where AUTH is not in the reply to EHLO, this is the only place that can tell why.
    public static SmtpReply NeedsEncryption { get; } = new(538, "5.7.11",
        "AUTH is not offered here because the connection is not encrypted and your network is not allowed to log in without; use TLS");

    /// <summary>334 (RFC 4954 §4).</summary>
    public static SmtpReply Challenge(string text) => new(334, null, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
}
