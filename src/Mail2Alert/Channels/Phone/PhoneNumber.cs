using System.Text.RegularExpressions;

namespace Mail2Alert.Channels.Phone;

/// <summary>Telephone numbers, as people write them.</summary>
internal static partial class PhoneNumber
{
    /// <summary>Its digits with the country's first (E.164 has 15 at the most); null when it is none.</summary>
    public static string? DigitsOf(string text) => Shape().IsMatch(text) && string.Concat(text.Where(char.IsAsciiDigit)) is { Length: >= 7 and <= 15 } digits
        ? digits
        : null;

    [GeneratedRegex(@"^\s*\+?[0-9(][0-9 ().-]*\z")]
    private static partial Regex Shape();
}
