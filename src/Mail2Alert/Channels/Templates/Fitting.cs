namespace Mail2Alert.Channels.Templates;

/// <summary>
/// Makes what is said short enough by leaving out the end of what was written, before it is escaped: so nothing is ever cut in the middle of
/// an escape, a tag or a character.
/// </summary>
internal static class Fitting
{
    private const string Ellipsis = "…";

    /// <summary>As much of a text as fits; what is left out leaves a mark.</summary>
    /// <param name="text">The text.</param>
    /// <param name="write">Writes it as it will be sent.</param>
    /// <param name="unit">How the result is counted.</param>
    /// <param name="most">How much there may be.</param>
    public static string Fit(string text, Func<string, string> write, LengthUnit unit, int most)
    {
        if (Fits(write(text)) is { } whole)
            return whole;
        // What does not fit as it stands does not fit when it is escaped.
        var (least, too) = (0, Math.Min(text.Length, most + 1));
        while (too - least > 1)
        {
            var middle = (least + too) / 2;
            if (Fits(write(Cut(text, middle))) is null)
                too = middle;
            else
                least = middle;
        }
        return Fits(write(Cut(text, least))) ?? Fits(write("")) ?? "";

        string? Fits(string written) => unit.LengthOf(written) <= most ? written : null;
    }

    private static string Cut(string text, int length) => length == 0
        ? Ellipsis
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length).TrimEnd(), Ellipsis);
}
