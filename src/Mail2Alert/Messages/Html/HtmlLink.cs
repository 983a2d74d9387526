namespace Mail2Alert.Messages.Html;

/// <summary>How plain text shows where a link leads.</summary>
internal static class HtmlLink
{
    private static readonly string[] Schemes = ["http://", "https://", "ftp://", "mailto:", "tel:"];

    /// <summary>False for what makes no sense outside the mail: places in it, scripts, data.</summary>
    public static bool LeadsSomewhere(string url) => Schemes.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>What stands behind the link's text; null when that says it already, or there is nothing that one could follow.</summary>
    public static string? Shown(string url, string text) =>
        text.Length == 0 || Bare(text).Equals(Bare(url), StringComparison.OrdinalIgnoreCase) ? null : $" <{url}>";

    private static ReadOnlySpan<char> Bare(string url)
    {
        var bare = url.AsSpan();
        foreach (var scheme in Schemes)
        {
            if (bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                bare = bare[scheme.Length..];
        }
        return bare.TrimEnd('/');
    }
}
