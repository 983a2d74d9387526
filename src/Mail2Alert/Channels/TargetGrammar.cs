using System.Text.RegularExpressions;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels;

/// <summary>
/// How targets are written: <c>mailto:a@b[,c@d]</c>, <c>slack:#channel[:brief|full]</c>, <c>slack:@user[:style]</c>,
/// <c>slack://TOKEN/#channel[:style]</c>, and the URLs of all channels in <see cref="ChannelCatalog"/>.
/// </summary>
/// <remarks>A mistake's sentence never repeats the text, which may hold a token.</remarks>
internal static partial class TargetGrammar
{
    public const string Mail = "mailto";
    public const string Slack = "slack";

    private static string Kinds =>
        $"known are mailto:name@example.com, slack:#channel and the URLs of {string.Join(", ", ChannelCatalog.Kinds.Select(kind => kind.Name))}";
    private const string SlackForm = "expected slack:#channel, slack:@user or slack://TOKEN/#channel, if wanted with :brief or :full at its end";

    public static ParsedTargets Parse(string text) => text.Split(':', 2) switch
    {
        [Mail, var rest] => ParseMail(rest),
        [Slack, var rest] => ParseSlack(rest),
        [var address] when MailAddress.IsValid(address) => ParsedTargets.Wrong("write mailto: before a mail address"),
        [_] => ParsedTargets.Wrong($"a target begins with its kind; {Kinds}"),
        _ => TargetUrl.Parse(text) is { } url && ChannelCatalog.Of(url) is { } kind ? ParseUrl(url, kind)
            : ParsedTargets.Wrong($"there is no such kind of target; {Kinds}"),
    };

    private static ParsedTargets ParseUrl(TargetUrl url, ChannelKind kind)
    {
        var parsed = Read(url, kind);
        return parsed with
        {
            Warnings = [.. parsed.Warnings, .. url.Untaken.Select(key => $"'{Printable.Of(key)}' has no effect on {kind.Name}")],
        };
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
        if (text.StartsWith("//", StringComparison.Ordinal))
            return ParsedTargets.Wrong("mailto:// is how Apprise names a mail server to log in to; a recipient is mailto:name@example.com");
        if (text.Contains('?', StringComparison.Ordinal))
            return ParsedTargets.Wrong("options after '?' are not available in this version yet");
        string[] addresses = [.. text.Split(',').Select(address => address.Trim(' '))];
        return addresses.All(MailAddress.IsValid)
            ? ParsedTargets.Of([.. addresses.Select(address => new Target(Mail, address, $"{Mail}:{address}"))])
            : ParsedTargets.Wrong(MailMistake(text));
    }

    // YAML joins lines that lack their '- ' by spaces.
    private static string MailMistake(string text) => text.Contains(' ') && text.Contains(':')
        ? "it holds a space; if these are several targets, begin each of their lines with '- '"
        : "expected mail addresses such as mailto:name@example.com, several of them with ',' in between";

    private static ParsedTargets ParseSlack(string text)
    {
        if (SlackTarget().Match(text) is not { Success: true } match)
            return ParsedTargets.Wrong(SlackForm);
        var place = match.Groups["place"].Value;
        var style = match.Groups["style"] is { Success: true } given ? given.Value : "brief";
        var shown = style == "brief" ? place : $"{place}:{style}";
        return match.Groups["token"] is { Success: true } token
            ? ParsedTargets.Of(new Target(Slack, $"{token}/{place}:{style}", $"{Slack}://***/{shown}"))
            : ParsedTargets.Of(new Target(Slack, $"{place}:{style}", $"{Slack}:{shown}"));
    }

    // A channel, a user, or Slack's own id of either. Channel names may be of any script, of at most 80 characters.
    private const string Place = @"[#@][^\s\p{C}:#@/,<>]{1,80}|[CDGUW][A-Z0-9]{6,20}";

    [GeneratedRegex($@"^(?://(?<token>[^/\s\p{{C}}]+)/)?(?<place>{Place})(?::(?<style>brief|full))?\z")]
    private static partial Regex SlackTarget();
}
