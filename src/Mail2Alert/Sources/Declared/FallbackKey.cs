using System.Text.RegularExpressions;

namespace Mail2Alert.Sources.Declared;

/// <summary>
/// The key of an alert whose own cannot be made: the subject without what varies. It puts repetitions together, and is never taken for more than
/// a guess.
/// </summary>
internal static partial class FallbackKey
{
    public static string Of(string subject) => $"subject: {Strip(subject)}";

    /// <summary>Numbers, dates and times become <c>#</c>: <c>Backup of # failed</c>.</summary>
    public static string Strip(string text) => Spaces().Replace(Varying().Replace(text, "#"), " ").Trim();

    // What is part of a name is no number: web1, 192.0.2.7.
    [GeneratedRegex(
        @"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b\.?(?=[ ,]+\d)"
            + @"|(?<![\p{L}\d._-])(?!\d+\.\d+\.\d+\.\d+(?![\d.]))\d+(?:[-:./,T+]\d+)*(?:Z|ms|s|h|[KMGT]i?B)?(?![\p{L}\d])",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Varying();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
