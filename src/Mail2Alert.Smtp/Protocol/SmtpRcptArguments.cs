using System.Text;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>What stands behind RCPT: <c>TO:&lt;path&gt;</c> and its parameters.</summary>
internal static class SmtpRcptArguments
{
    // RFC 3461 §4.2.
    private const int MaxOriginalRecipient = 500;

    /// <summary>Null and the recipient, or the reply that says what is wrong.</summary>
    /// <param name="text">The argument of RCPT.</param>
    /// <param name="utf8">Whether MAIL asked for SMTPUTF8.</param>
    /// <param name="recipient">The recipient, when the reply is null.</param>
    /// <param name="lapses">What is wrong and could be read all the same.</param>
    public static SmtpReply? Parse(ReadOnlySpan<byte> text, bool utf8, out SmtpRecipient? recipient, out SmtpViolations lapses)
    {
        recipient = null;
        if (!SmtpArguments.TryAfterKeyword(text, "TO:"u8, out var rest, out lapses))
        {
            return ServerReplies.RcptSyntax;
        }

        if (!SmtpPathParser.TryParse(rest, out var address, out rest) || address.IsNull)
        {
            return ServerReplies.BadRecipient;
        }

        recipient = new SmtpRecipient(address);
        lapses |= SmtpArguments.LapsesOf(address, utf8) & ~(IsPostmaster(address) ? SmtpViolations.NoDomain : SmtpViolations.None);
        return ParseParameters(rest, ref recipient);
    }

    // The one recipient that needs no domain (RFC 5321 §4.1.1.3).
    private static bool IsPostmaster(SmtpPath address) => address.LocalPart.Equals("postmaster", StringComparison.OrdinalIgnoreCase);

    private static SmtpReply? ParseParameters(ReadOnlySpan<byte> text, ref SmtpRecipient recipient)
    {
        for (var reader = new SmtpParameterReader(text); !reader.AtEnd;)
        {
            if (!reader.TryRead(out var parameter))
            {
                return ServerReplies.BadParameter;
            }

            if (!parameter.Is("NOTIFY"u8) && !parameter.Is("ORCPT"u8))
            {
                return ServerReplies.UnknownParameter;
            }

            var isNotify = parameter.Is("NOTIFY"u8);
            if ((isNotify ? WithNotify(recipient, parameter.Value) : WithOriginal(recipient, parameter.Value)) is not { } applied)
            {
                return ServerReplies.BadParameter;
            }

            recipient = applied;
        }

        return null;
    }

    // Null for a second one and for a bad one, here and below.
    private static SmtpRecipient? WithNotify(SmtpRecipient recipient, ReadOnlySpan<byte> value) =>
        recipient.Notify == SmtpNotify.Default && NotifyOf(value) is var notify and not SmtpNotify.Default
            ? recipient with { Notify = notify }
            : null;

    private static SmtpRecipient? WithOriginal(SmtpRecipient recipient, ReadOnlySpan<byte> value) =>
        recipient.OriginalRecipient is null && value.IndexOf((byte)';') > 0
        && value.Length <= MaxOriginalRecipient && Xtext.IsPrintable(value)
            ? recipient with { OriginalRecipient = Encoding.ASCII.GetString(value) }
            : null;

    // NEVER stands alone (RFC 3461 §4.1).
    private static SmtpNotify NotifyOf(ReadOnlySpan<byte> value)
    {
        if (Ascii.EqualsIgnoreCase(value, "NEVER"u8))
        {
            return SmtpNotify.Never;
        }

        var all = SmtpNotify.Default;
        foreach (var range in value.Split((byte)','))
        {
            var one = OneOf(value[range]);
            if (one == SmtpNotify.Default)
            {
                return SmtpNotify.Default;
            }

            all |= one;
        }

        return all;
    }

    private static SmtpNotify OneOf(ReadOnlySpan<byte> word) => word switch
    {
        _ when Ascii.EqualsIgnoreCase(word, "SUCCESS"u8) => SmtpNotify.Success,
        _ when Ascii.EqualsIgnoreCase(word, "FAILURE"u8) => SmtpNotify.Failure,
        _ when Ascii.EqualsIgnoreCase(word, "DELAY"u8) => SmtpNotify.Delay,
        _ => SmtpNotify.Default,
    };
}
