using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.RocketChat;

/// <summary>
/// Apprise's <c>rocket[s]://[NAME:]A/B@HOST[:PORT]/#channel</c> for a webhook, and <c>rocket[s]://USER:PASSWORD@HOST/#channel/@user/room</c>; with
/// <c>mode=token</c>, or a password as long as a token is, that is a user's id and token.
/// </summary>
internal static class RocketChatGrammar
{
    public const string Form = "rockets://USER:PASSWORD@HOST/#channel";

    // What Rocket.Chat makes is of 43 characters; Apprise takes anything over 32 for a token.
    private const int ShortestToken = 32;

    public static ParsedTargets Read(TargetUrl url)
    {
        url.Ignore("avatar", "no icon is shown", "no");
        var (mode, hook) = (url.Take("mode")?.ToLowerInvariant(), url.Take("webhook"));
        // The webhook's second part stands where a path would begin: A/B@HOST.
        if (hook is null && url is { User: null, Path: [var part, ..] } && part.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
            return ReadHook(url, part[(at + 1)..], $"{url.Host}/{part[..at]}", url.Path.Skip(1));
        if (hook is not null)
            return ReadHook(url, url.Authority, hook, url.Path);
        if (url.User is null || url.Password is not { } password || !WebAddress.IsHost(url.Host))
            return ParsedTargets.Wrong($"expected {Form}, or rockets://A/B@HOST with the two parts of a webhook's address");
        var isToken = mode?.StartsWith('t') ?? password.Length > ShortestToken;
        var (places, options) = (Places(url, url.Path), TargetOptions.Take(url));
        return places is []
            ? ParsedTargets.Wrong($"expected a place: {Form}, @user or the id of a room")
            : ParsedTargets.Of([.. places.Select(place => new RocketChatTarget(Name(url, url.Authority, place), options)
            {
                Server = WebAddress.Of(url, url.Scheme == "rockets", []),
                User = url.User,
                Password = isToken ? null : new Secret(password),
                Token = isToken ? new Secret(password) : null,
                Place = place,
            })]);
    }

    private static ParsedTargets ReadHook(TargetUrl url, string authority, string hook, IEnumerable<string> path)
    {
        var colon = hook.IndexOf(':', StringComparison.Ordinal);
        var parts = hook[(colon + 1)..].Split('/');
        if (parts is not [{ Length: > 0 }, { Length: > 0 }]
            || !Uri.TryCreate($"{(url.Scheme == "rockets" ? "https" : "http")}://{authority}/", UriKind.Absolute, out var server))
        {
            return ParsedTargets.Wrong("expected rockets://A/B@HOST with the two parts of a webhook's address");
        }
        var options = TargetOptions.Take(url);
        return ParsedTargets.Of([.. Places(url, path).DefaultIfEmpty("").Select(place => new RocketChatTarget(Name(url, authority, place), options)
        {
            Server = server,
            Hook = new Secret(string.Join('/', parts.Select(Uri.EscapeDataString))),
            Speaker = colon > 0 ? hook[..colon] : url.User,
            Place = place.Length == 0 ? null : place,
        })]);
    }

    private static List<string> Places(TargetUrl url, IEnumerable<string> path) => [.. path.Concat(url.TakeList("to")).Distinct()];

    private static TargetName Name(TargetUrl url, string authority, string place) =>
        url.Named("rocketchat", place, $"{url.Scheme}://***@{authority}{(place.Length == 0 ? "" : $"/{place}")}");
}
