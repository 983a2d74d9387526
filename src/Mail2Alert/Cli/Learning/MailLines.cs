using System.Text.RegularExpressions;

namespace Mail2Alert.Cli.Learning;

/// <summary>Lines such as <c>Host: web1</c>, as <c>lines</c> of a source finds them.</summary>
internal static partial class MailLines
{
    private const int LongestValue = 200;

    /// <summary>What stands behind the colon, by what stands before it; the first counts.</summary>
    public static IReadOnlyDictionary<string, string> Of(string text)
    {
        var lines = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n'))
        {
            var end = line.AsSpan().IndexOfAny(':', '=');
            if (end <= 0)
                continue;
            var (key, value) = (line[..end].Trim(" \t*-•".ToCharArray()), line[(end + 1)..].Trim());
            if (value.Length is > 0 and <= LongestValue && !value.StartsWith("//", StringComparison.Ordinal) && Key().IsMatch(key))
                lines.TryAdd(key, value);
        }
        return lines;
    }

    // Up to four words, none of them a number, and no address, no time and no field of a quoted mail.
    [GeneratedRegex(
        @"^(?!(?:https?|mailto|subject|from|to|cc|date|message-id|received|content-.*)\z)\p{L}[\p{L}\p{N}_/()-]{0,30}(?: [\p{L}_/()-][\p{L}\p{N}_/()-]{0,30}){0,3}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Key();
}
