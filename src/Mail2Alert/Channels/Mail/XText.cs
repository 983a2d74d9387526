using System.Globalization;
using System.Text;

namespace Mail2Alert.Channels.Mail;

/// <summary>The encoding of DSN parameters (RFC 3461 §4): <c>+</c> and two hexadecimal digits stand for one octet.</summary>
internal static class XText
{
    public static string Encode(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(octet =>
        octet is > (byte)' ' and <= (byte)'~' and not ((byte)'+' or (byte)'=') ? $"{(char)octet}" : string.Create(CultureInfo.InvariantCulture, $"+{octet:X2}")));

    public static string Decode(string text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+' && i + 2 < text.Length &&
                byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                decoded.Append((char)octet);
                i += 2;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }
        return decoded.ToString();
    }
}
