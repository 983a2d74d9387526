using System.Globalization;
using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>
/// Brings names and passwords into one form before they are compared: what matters of SASLprep (RFC 4013), Unicode's NFKC, and no control
/// characters. SASLprep's tables of Unicode 3.2 and its rules on directions of writing are left out.
/// </summary>
/// <remarks>A program built with InvariantGlobalization has no NFKC: there, .NET leaves all but ASCII as it is written.</remarks>
internal static class SmtpPreparation
{
    // RFC 4616 §2: 255 octets are what others take; characters are no more than that.
    private const int Longest = 255;

    /// <summary>Null for what cannot be a name or a password.</summary>
    public static string? Prepare(string text)
    {
        if (text.Length is 0 or > Longest || text.EnumerateRunes().Any(IsForbidden))
        {
            return null;
        }

        return Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKC);
    }

    // Half a surrogate pair is seen here as the replacement character.
    private static bool IsForbidden(Rune rune) => rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
