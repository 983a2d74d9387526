using System.Globalization;

namespace Mail2Alert;

/// <summary>Text from outside on its way to a log or a terminal: nothing in it can end a line, move the cursor or turn the reading around.</summary>
internal static class Printable
{
    public static string Of(string text) => text.Any(IsHarmful) ? string.Concat(text.Select(c => IsHarmful(c) ? '?' : c)) : text;

    private static bool IsHarmful(char c) => char.IsControl(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
