using Mail2Alert.Channels.Email;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels;

/// <summary>How targets are written: <c>mailto:a@b[,c@d]</c>, and as the channels in <see cref="ChannelCatalog"/> have it, most as URLs.</summary>
/// <remarks>A mistake's sentence never repeats the text, which may hold a token.</remarks>
internal static class TargetGrammar
{
    public const string Mail = "mailto";

    private static string Kinds =>
        $"known are mailto:name@example.com, slack:#channel and the URLs of {string.Join(", ", ChannelCatalog.Kinds.Where(kind => kind.Schemes.Count > 0).Select(kind => kind.Name))}";

    public static ParsedTargets Parse(string text) => Parse(text, ChannelSettings.None);

    /// <param name="text">As written, with references resolved.</param>
    /// <param name="settings">What targets may name.</param>
    public static ParsedTargets Parse(string text, ChannelSettings settings) => text.Split(':', 2) switch
    {
        [Mail, var rest] when !rest.StartsWith("//", StringComparison.Ordinal) => ParseMail(rest),
        [var name, var rest] when !rest.StartsWith("//", StringComparison.Ordinal) && ChannelCatalog.OfOpaque(name) is { } kind => kind.ReadOpaque!(rest, settings),
        [var address] when MailAddress.IsValid(address) => ParsedTargets.Wrong("write mailto: before a mail address"),
        [_] => ParsedTargets.Wrong($"a target begins with its kind; {Kinds}"),
        _ => TargetUrl.Parse(text) is { } url ? ParseUrl(url, settings) : ParsedTargets.Wrong($"there is no such kind of target; {Kinds}"),
    };

    private static ParsedTargets ParseUrl(TargetUrl url, ChannelSettings settings) => ChannelCatalog.Of(url) is { } kind
        ? ParseUrl(url, kind)
        : ChannelCatalog.ReadUnknown(url, settings)
            ?? ParsedTargets.Wrong($"there is no such kind of target; {Kinds}; what only Apprise knows needs `channels: {{ apprise: … }}`");

    private static ParsedTargets ParseUrl(TargetUrl url, ChannelKind kind)
    {
        var parsed = Read(url, kind);
        return parsed with { Warnings = [.. parsed.Warnings, .. url.WarningsOn(kind.Name)] };
    }

    // What stands before a path is a host in one service and a token in another: only the address that comes of it can say.
    private static ParsedTargets Read(TargetUrl url, ChannelKind kind)
    {
        try
        {
            return kind.Read(url);
        }
        catch (UriFormatException)
        {
            return ParsedTargets.Wrong($"its host makes no address; expected {kind.Form}");
        }
    }

    private static ParsedTargets ParseMail(string text)
    {
        if (text.Contains('?', StringComparison.Ordinal))
            return ComposedMail.Read(text);
        string[] addresses = [.. text.Split(',').Select(address => address.Trim(' '))];
        return addresses.All(MailAddress.IsValid)
            ? ParsedTargets.Of([.. addresses.Select(address => new Target(Mail, address, $"{Mail}:{address}"))])
            : ParsedTargets.Wrong(MailMistake(text));
    }

    // YAML joins lines that lack their '- ' by spaces.
    private static string MailMistake(string text) => text.Contains(' ') && text.Contains(':')
        ? "it holds a space; if these are several targets, begin each of their lines with '- '"
        : "expected mail addresses such as mailto:name@example.com, several of them with ',' in between";
}
