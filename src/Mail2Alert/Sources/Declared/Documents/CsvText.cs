using System.Text;

namespace Mail2Alert.Sources.Declared.Documents;

/// <summary>Comma-separated values (RFC 4180), in one pass. What stands between commas is the first line's to say: semicolons and tabs are used, too.</summary>
internal static class CsvText
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Its lines, without empty ones, as far as they are asked for.</summary>
    /// <exception cref="FormatException">A quotation mark is not closed.</exception>
    public static IEnumerable<IReadOnlyList<string>> Lines(string text)
    {
        var separator = Separator(text);
        var (line, cell) = (new List<string>(), new StringBuilder());
        for (var at = 0; at < text.Length;)
        {
            at = Cell(text, at, separator, cell);
            line.Add($"{cell}".Trim());
            cell.Clear();
            if (at < text.Length && text[at++] == separator)
                continue;
            if (line is not [""])
                yield return [.. line];
            line.Clear();
        }
        if (line.Count > 0)
            yield return line;
    }

    private static char Separator(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return Separators.MaxBy(separator => text.AsSpan(0, end < 0 ? text.Length : end).Count(separator));
    }

    // Ends at what ends the cell, or at the end. Two quotation marks within quotation marks are one (§2.7).
    private static int Cell(string text, int at, char separator, StringBuilder cell)
    {
        for (var isQuoted = false; ; at++)
        {
            if (at == text.Length)
                return isQuoted ? throw new FormatException("a quotation mark is not closed") : at;
            if (text[at] == '"' && isQuoted && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[at++]);
            else if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && (text[at] == separator || text[at] == '\n'))
                return at;
            else
                cell.Append(text[at]);
        }
    }
}
