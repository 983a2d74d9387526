using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Yaml;

/// <summary>The user's own text inside a message: on one line, not too long, and without passwords.</summary>
internal static partial class Shown
{
    private const int Longest = 80;

    public static string Quote(string written) => $"'{Cut(Control().Replace(Login().Replace(written, "://***@"), " "))}'";

    /// <summary>For a URL that may be a secret from its host on, as a webhook's is.</summary>
    public static string QuoteScheme(string written) =>
        written.IndexOf("://", StringComparison.Ordinal) is var end and >= 0 ? Quote($"{written[..end]}://***") : Quote(written);

    private static string Cut(string text) => text.Length > Longest ? $"{text[..Longest]}…" : text;

    [GeneratedRegex("://.*@")]
    private static partial Regex Login();

    [GeneratedRegex(@"\p{C}+")]
    private static partial Regex Control();
}
