using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>Apprise's URLs, as far as the file around them needs to know.</summary>
internal static partial class AppriseUrl
{
    /// <summary>True for what begins with a scheme.</summary>
    public static bool IsOne(string text) => Scheme().IsMatch(text);

    /// <summary>The URL with an option; it takes the place of those of the same name. The value is written as a URL needs it already.</summary>
    public static string With(string url, string name, string value)
    {
        // The first '?' begins the query, whatever comes before it (apprise/utils/parse.py).
        var parts = url.Split('?', 2);
        var kept = parts.Length < 2 ? [] : Separators().Split(parts[1]).Where(pair => pair.Length > 0 && !IsCalled(name, pair)).ToList();
        return $"{parts[0]}?{string.Join('&', kept.Append($"{name}={value}"))}";
    }

    // '+X-Token', '-x' and ':x' are headers and fields, whose case counts.
    private static bool IsCalled(string name, string pair)
    {
        var key = pair.Split('=', 2)[0].Trim();
        return string.Equals(key, name, name.IndexOfAny(['+', '-', ':']) == 0 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^\s*[A-Za-z0-9]{1,32}:[/\\]")]
    private static partial Regex Scheme();

    [GeneratedRegex("[&;]")]
    private static partial Regex Separators();
}
