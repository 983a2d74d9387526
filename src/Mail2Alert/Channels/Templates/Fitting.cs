using System.Globalization;

namespace Mail2Alert.Channels.Templates;

/// <summary>
/// Makes what is said short enough by leaving out the end of what was written, before it is escaped: so nothing is ever cut in the middle of
/// an escape, a tag or a character.
/// </summary>
/// <param name="unit">How the result is counted.</param>
internal sealed class Fitting(LengthUnit unit)
{
    private const string Ellipsis = "…";

    /// <summary>The longest that fits; null when not even the shortest does.</summary>
    /// <param name="write">Writes it with so many characters of each text in it.</param>
    /// <param name="most">How much there may be.</param>
    public string? Fit(Func<int, string> write, int most) => Longest(write, most) is { } length ? write(length) : null;

    /// <summary>With how many characters of each text it fits; null when not even with none of them.</summary>
    public int? Longest(Func<int, string> write, int most)
    {
        if (IsWithin(write(int.MaxValue), most))
            return int.MaxValue;
        var length = Longest(length => IsWithin(write(length), most), most);
        return IsWithin(write(length), most) ? length : null;
    }

    /// <summary>
    /// How much of a text comes into one part of several: where a line ends, or a word, if that is not too early. All of it when it fits; at least one
    /// character.
    /// </summary>
    public int Part(string text, Func<string, string> write, int most)
    {
        if (Fits(write(text), most) is not null)
            return text.Length;
        var length = Longest(length => Fits(write(text[..Boundary(text, length)]), most) is not null, Math.Min(most, text.Length));
        var end = Boundary(text, length);
        var line = end == 0 ? -1 : text.LastIndexOf('\n', end - 1, end - (end / 2));
        var word = end == 0 ? -1 : text.LastIndexOf(' ', end - 1, end - (end / 2));
        return line >= 0 ? line + 1 : word >= 0 ? word + 1 : Math.Max(end, StringInfo.GetNextTextElementLength(text));
    }

    public bool IsWithin(string text, int most) => Fits(text, most) is not null;

    /// <summary>The beginning of a text with a mark where it ends too early.</summary>
    public static string Cut(string text, int length) => text.Length <= length
        ? text
        : string.Concat(text.AsSpan(0, Boundary(text, length)).TrimEnd(), Ellipsis);

    private string? Fits(string written, int most) => unit.LengthOf(written) <= most ? written : null;

    // What does not fit as it stands does not fit when it is escaped; a code point is of two code units at most.
    private static int Longest(Func<int, bool> fits, int most)
    {
        var (least, too) = (0, (2 * most) + 1);
        while (too - least > 1)
        {
            var middle = (least + too) / 2;
            if (fits(middle))
                least = middle;
            else
                too = middle;
        }
        return least;
    }

    // Never between a letter and its accent, nor inside an emoji made of several.
    private static int Boundary(string text, int length)
    {
        if (length >= text.Length)
            return text.Length;
        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= length)
            end = next;
        return end;
    }
}
