using System.Text;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Protocol;

internal static class SmtpArguments
{
    /// <summary>Steps over <c>FROM:</c> or <c>TO:</c>, and over the space behind the colon that devices like to send.</summary>
    /// <param name="text">The argument of MAIL or RCPT.</param>
    /// <param name="keyword">The keyword, with its colon.</param>
    /// <param name="rest">The address and what stands behind it.</param>
    /// <param name="lapses">What is wrong with it and can be read all the same.</param>
    public static bool TryAfterKeyword(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> keyword, out ReadOnlySpan<byte> rest, out SmtpViolations lapses)
    {
        var found = text.Length > keyword.Length && Ascii.EqualsIgnoreCase(text[..keyword.Length], keyword);
        var behind = found ? text[keyword.Length..] : [];
        rest = behind.TrimStart((byte)' ');
        lapses = (rest.Length < behind.Length ? SmtpViolations.SpaceAfterColon : SmtpViolations.None)
            | (rest is [] or [(byte)'<', ..] ? SmtpViolations.None : SmtpViolations.NoBrackets);
        return found;
    }

    /// <summary>What is wrong with an address that could be read.</summary>
    /// <param name="path">The address.</param>
    /// <param name="isUtf8">Whether the client declared SMTPUTF8.</param>
    public static SmtpViolations LapsesOf(SmtpPath path, bool isUtf8) =>
        (path is { IsNull: false, Domain: "" } ? SmtpViolations.NoDomain : SmtpViolations.None)
        | (path.IsInternational && !isUtf8 ? SmtpViolations.UndeclaredUtf8 : SmtpViolations.None);
}
