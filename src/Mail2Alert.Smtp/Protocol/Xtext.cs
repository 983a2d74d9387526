namespace Mail2Alert.Smtp.Protocol;

/// <summary>The encoding of ENVID, ORCPT and AUTH (RFC 3461 §4). Kept encoded; checked for what it would decode to.</summary>
internal static class Xtext
{
    /// <summary>True when the text is well formed and hides no control character, such as the CR LF that would inject a field.</summary>
    public static bool IsPrintable(ReadOnlySpan<byte> text)
    {
        for (var plus = text.IndexOf((byte)'+'); plus >= 0; plus = text.IndexOf((byte)'+'))
        {
            if (text.Length < plus + 3 || !IsPrintable(text[plus + 1], text[plus + 2]))
            {
                return false;
            }

            text = text[(plus + 3)..];
        }

        return true;
    }

    private static bool IsPrintable(byte high, byte low) =>
        char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low) && high is >= (byte)'2' and <= (byte)'7'
        && !(high == '7' && (low | 0x20) == 'f');
}
