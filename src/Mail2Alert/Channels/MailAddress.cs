using System.Text.RegularExpressions;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels;

/// <summary>Tells a mail address from a typing mistake, and from an attempt to smuggle a line break into a command.</summary>
internal static partial class MailAddress
{
    // RFC 5321 §4.5.3.1.3 allows a path of 256 octets with its angle brackets.
    private const int Longest = 254;

    public static bool IsValid(string text) => text.Length <= Longest && Shape().IsMatch(text);

    /// <summary>The address as an envelope holds it.</summary>
    public static SmtpPath PathOf(string address) =>
        address.LastIndexOf('@') is var at and >= 0 ? new SmtpPath(address[..at], address[(at + 1)..]) : new SmtpPath(address, "");

    // A dot neither begins nor ends a part, nor follows another (RFC 5321 §4.1.2); RFC 6531 adds other scripts. Quoted parts are left out.
    private const string Letter = @"\p{L}\p{M}\p{N}";
    private const string Atom = $"[{Letter}!#$%&'*+/=?^_`{{|}}~-]+";
    private const string Label = $"[{Letter}-]+";
    private const string Literal = @"\[[0-9A-Fa-f.:IPv]+\]";

    [GeneratedRegex($@"^{Atom}(?:\.{Atom})*@(?:{Label}(?:\.{Label})*|{Literal})\z")]
    private static partial Regex Shape();
}
