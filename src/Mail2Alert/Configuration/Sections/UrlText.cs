using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Addresses as people write them, which <see cref="Uri"/> would not always take (<c>smtp://*:25</c>).</summary>
internal static class UrlText
{
    public const string ExpectedWeb = "an address such as https://gocd.example.com/go";

    public static (string Scheme, string Remainder) Split(string text, string defaultScheme) => text.Split("://", 2) switch
    {
        [var scheme, var rest] => (scheme.ToLowerInvariant(), rest),
        _ => (defaultScheme, text),
    };

    /// <summary>A web address, with or without a slash at its end as asked; null when it is not there or wrong, which is then told.</summary>
    public static Uri? Web(Section section, string key, string end)
    {
        if (section.Text(key, ExpectedWeb) is not { } text)
            return null;
        if (!Uri.TryCreate(text.Value.TrimEnd('/') + end, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            section.Problems.Error(text.At, $"'{key}' expects {ExpectedWeb}, found {text.Quoted}");
        else if (url.UserInfo.Length > 0)
            section.Problems.Error(text.At, $"'{key}' holds a user or password; they have keys of their own");
        else if (url.Query.Length + url.Fragment.Length > 0)
            section.Problems.Error(text.At, $"'{key}' expects {ExpectedWeb} without '?' and '#'");
        else
            return url;
        return null;
    }
}
