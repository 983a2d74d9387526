using System.Buffers;
using System.Text;

namespace Mail2Alert.Messages.Html;

/// <summary>The charset that an HTML document names itself, for a mail that does not.</summary>
internal static class HtmlCharset
{
    // As browsers, which look no further for it.
    private const int Within = 1024;

    private const string Mark = "charset=";

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \"';/>");

    /// <returns>Null when there is none.</returns>
    public static string? Of(ReadOnlySpan<byte> html)
    {
        var start = Encoding.Latin1.GetString(html[..Math.Min(html.Length, Within)]);
        var at = start.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var name = start.AsSpan(at + Mark.Length).TrimStart(" \"'");
        var end = name.IndexOfAny(Ends);
        return end > 0 ? name[..end].ToString() : null;
    }
}
