using System.Globalization;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>Makes what a client sent safe to look at: no control, escape or bidirectional character reaches a terminal.</summary>
internal static class SmtpText
{
    private const int Longest = 256;

    public static string Printable(string text, int longest = Longest) =>
        text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? text
            : string.Create(Math.Min(text.Length, longest), text, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = IsPrintable(from[i]) ? from[i] : '?';
                }
            });

    private static bool IsPrintable(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
