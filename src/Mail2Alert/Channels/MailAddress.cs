using System.Text.RegularExpressions;

namespace Mail2Alert.Channels;

/// <summary>Tells a mail address from a typing mistake, and from an attempt to smuggle a line break into a command.</summary>
internal static partial class MailAddress
{
    // RFC 5321 §4.5.3.1.3 allows a path of 256 octets with its angle brackets.
    private const int Longest = 254;

    public static bool IsValid(string text) => text.Length <= Longest && Shape().IsMatch(text);

    // Without quoted local parts. A dot may neither begin nor end a part, nor follow another (RFC 5321 §4.1.2); RFC 6531 adds other scripts.
    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*|\[[0-9A-Fa-f.:IPv]+\])\z")]
    private static partial Regex Shape();
}
