using System.Text;

namespace Mail2Alert.Smtp.Protocol;

internal static class SmtpArguments
{
    /// <summary>Steps over <c>FROM:</c> or <c>TO:</c>, and over the space behind the colon that devices like to send.</summary>
    public static bool TryAfterKeyword(ReadOnlySpan<byte> text, ReadOnlySpan<byte> keyword, out ReadOnlySpan<byte> rest)
    {
        var found = text.Length > keyword.Length && Ascii.EqualsIgnoreCase(text[..keyword.Length], keyword);
        rest = found ? text[keyword.Length..].TrimStart((byte)' ') : [];
        return found;
    }
}
