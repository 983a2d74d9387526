using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>get</c> or <c>url</c>: an address with fields in its path and query, and nowhere else.</summary>
internal static partial class LookupAddress
{
    private const string Expected = "an address such as 'https://cmdb.example.com/hosts/{{ host }}'";

    /// <summary>Null when it is not there or wrong, which is then told.</summary>
    public static AddressTemplate? Read(Section lookup, TemplateText templates, string key = "get")
    {
        if (!lookup.Has(key))
            lookup.Problems.Error(lookup.At, $"'{lookup.Name}' expects a key '{key}' with {Expected}");
        if (lookup.Text(key, Expected) is not { } text)
            return null;
        templates.Read(text);
        if (Mistake(text.Value) is { } mistake)
        {
            lookup.Problems.Error(text.At, $"'{key}' {mistake}, found {text.Quoted}");
            return null;
        }
        return new AddressTemplate(text.Value, new Uri(Start().Match(text.Value).Value));
    }

    private static string? Mistake(string text) => Start().Match(text) switch
    {
        { Success: false } => Field().Match(text) is { Success: true, Index: var field } && !HasPath(text[..field])
            ? $"expects scheme, host and port in plain text: with a field in them (at character {field + 1}), a mail would choose where we connect to"
            : $"expects {Expected}",
        var start when start.Groups["login"].Success => "holds a user or password, which have keys of their own",
        var start when !Uri.TryCreate(start.Value, UriKind.Absolute, out _) => $"expects {Expected}",
        // Fields give way to letters: what they bring is looked at when they bring it.
        var start => MistakeBehind(start.Length, Field().Replace(text, field => new string('x', field.Length))),
    };

    private static string? MistakeBehind(int path, string text) => Wrong().Match(text, path) switch
    {
        { Value: "#", Index: var at } => $"has a '#' (at character {at + 1}), and what follows is never sent",
        { Success: true, Index: var at } => $"has a character that no address has (at character {at + 1}); write it as % and two hexadecimal digits",
        _ => text.Split('?', 2)[0].Split('/').Any(segment => segment is "." or "..") ? "expects a path without '.' and '..'" : null,
    };

    private static bool HasPath(string start) =>
        start.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 && start.IndexOf('/', scheme + 3) >= 0;

    [GeneratedRegex(@"^https?://(?<login>[^/?#{}\s@]*@)?[^/?#{}\s@\\]+/", RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"\{\{+(?:'[^']*'|""[^""]*""|[^}])*\}\}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Field();

    // All but what RFC 3986 §3.3 and §3.4 let into path and query.
    [GeneratedRegex(@"[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]", RegexOptions.CultureInvariant)]
    private static partial Regex Wrong();
}
