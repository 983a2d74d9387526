using System.Text.RegularExpressions;

namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>
/// How targets in Slack are written: the ancestor's <c>slack:#channel</c>, <c>slack:@user</c> and <c>slack://TOKEN/#channel</c> with <c>:brief</c> or
/// <c>:full</c>; Apprise's <c>slack://[bot@]xoxb-…/#channel</c> and <c>slack://[bot@]A/B/C/#channel</c>; and the addresses of webhooks as Slack gives them.
/// </summary>
internal static partial class SlackGrammar
{
    public const string Scheme = "slack";

    private const string AncestralForm = "expected slack:#channel, slack:@user or slack://TOKEN/#channel, if wanted with :brief or :full at its end";

    /// <summary>True of a webhook's address as Slack gives it.</summary>
    public static bool IsNative(TargetUrl url) => url is { Scheme: "https", Host: "hooks.slack.com" or "hooks.slack-gov.com" };

    /// <summary>Reads <c>#channel:full</c>.</summary>
    public static ParsedTargets ReadShort(string text) => Ancestral().Match(text) is { Success: true } match
        ? ParsedTargets.Of(AncestralTarget(match))
        : ParsedTargets.Wrong(AncestralForm);

    public static ParsedTargets Read(TargetUrl url)
    {
        if (IsNative(url))
            return ReadNative(url);
        if (AncestralUrl().Match(url.Text) is { Success: true } match && (match.Groups["style"].Success || !BotToken().IsMatch(match.Groups["token"].Value)))
            return ParsedTargets.Of(AncestralTarget(match));
        var places = SlackPlaces.Of(url);
        return places.Mistake is { } mistake ? ParsedTargets.Wrong(mistake) : ReadApprise(url, places);
    }

    /// <summary>A bot's token, as Apprise recognises it.</summary>
    public static bool IsBotToken(string text) => BotToken().IsMatch(text);

    private static SlackTarget AncestralTarget(Match match)
    {
        var (place, style) = (match.Groups["place"].Value, match.Groups["style"].Value);
        var token = match.Groups["token"] is { Success: true } given ? given.Value : null;
        var shown = $"{Scheme}:{(token is null ? "" : "//***/")}{place}{(style == "full" ? ":full" : "")}";
        var address = $"{(token is null ? "" : $"{token}/")}{place}:{(style.Length == 0 ? "brief" : style)}";
        return new SlackTarget(new TargetName(Scheme, address, shown), TargetOptions.Default)
        {
            Token = token is null ? null : new Secret(token),
            Channel = place,
            Form = style == "full" ? SlackForm.Full : SlackForm.Brief,
        };
    }

    private static ParsedTargets ReadNative(TargetUrl url) => url.Path switch
    {
        ["services", _, _, _] => Hook(url, SlackForm.Card),
        ["workflows", _, _, _, _] or ["triggers", _, _, _] => Hook(url, SlackForm.Variables),
        _ => ParsedTargets.Wrong("expected the whole address of a webhook, as Slack shows it: https://hooks.slack.com/services/T…/B…/…"),
    };

    private static ParsedTargets Hook(TargetUrl url, SlackForm form) => ParsedTargets.Of(Target(
        url, TargetOptions.Take(url), "", $"https://{url.Host}/{url.Path[0]}/***", new Uri($"https://{url.Host}/{Escaped(url.Path)}"), form));

    private static ParsedTargets ReadApprise(TargetUrl url, SlackPlaces places)
    {
        var options = TargetOptions.Take(url);
        var hook = places.Path is { } path ? new Uri($"https://{places.Host}/{path}/{Escaped(places.Tokens)}") : null;
        var form = places.Path is null or "services" ? SlackForm.Card : SlackForm.Variables;
        var targets = places.Named.DefaultIfEmpty("").Select(place => Target(url, options, place, $"{Scheme}://***/{place}".TrimEnd('/'), hook, form, places.Bot));
        return ParsedTargets.Of([.. targets]) with { Warnings = places.Warnings };
    }

    private static SlackTarget Target(TargetUrl url, TargetOptions options, string place, string shown, Uri? hook, SlackForm form, Secret? token = null)
    {
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        return new SlackTarget(url.Named(Scheme, place, shown), options)
        {
            Hook = hook,
            Token = token,
            Channel = place.Length == 0 ? null : colon < 0 ? place : place[..colon],
            Thread = colon < 0 ? null : place[(colon + 1)..],
            Speaker = url.User,
            Form = form,
            HasFooter = url.TakeFlag("footer", otherwise: true),
            HasTime = url.TakeFlag("timestamp", otherwise: true),
            Variables = url.Fields,
        };
    }

    private static string Escaped(IEnumerable<string> path) => string.Join('/', path.Select(Uri.EscapeDataString));

    // A channel, a user, or Slack's own id of either. Channel names may be of any script, of at most 80 characters.
    private const string Place = @"[#@][^\s\p{C}:#@/,<>?]{1,80}|[CDGUW][A-Z0-9]{6,20}";

    [GeneratedRegex($@"^(?<place>{Place})(?::(?<style>brief|full))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Ancestral();

    [GeneratedRegex($@"^slack://(?<token>[^/@\s\p{{C}}?]+)/(?<place>{Place})(?::(?<style>brief|full))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex AncestralUrl();

    [GeneratedRegex(@"^(?:xoxe\.)?xox[abp]-[A-Za-z0-9-]+\z")]
    private static partial Regex BotToken();
}
