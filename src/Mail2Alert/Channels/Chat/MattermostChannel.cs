using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>
/// Mattermost, by a webhook, <c>mmost[s]://[NAME@]HOST[/PATH]/KEY?channel=a,b</c>, or by a bot, which can change what it said:
/// <c>mmost[s]://TEAM@HOST[/PATH]/TOKEN?mode=bot&amp;channel=a,b</c> (developers.mattermost.com/api-documentation).
/// </summary>
internal sealed class MattermostChannel(ChannelTools tools) : ChatChannel<MattermostTarget>(tools, Kind), IUrlChannel
{
    private readonly ConcurrentDictionary<string, string> _ids = new();

    public static ChannelKind Kind { get; } = new("mattermost", ["mmost", "mmosts"], Read)
    {
        Form = "mmosts://HOST/KEY",
        // A post may be of 16,383 characters.
        Limits = new MessageLimits(Title: 500, Text: 15_000, LengthUnit.Runes),
        Dialect = ChatDialects.Mattermost,
        TitleDialect = ChatDialects.Mattermost,
        HasLink = true,
        Files = new FileLimits(Most: 10, Bytes: 50 * 1024 * 1024),
        // The default of RateLimitSettings is ten a second for everybody at an address.
        Pace = new Pace(Burst: 5, Every: TimeSpan.FromSeconds(0.5)),
    };

    protected override string Service => "Mattermost";

    protected override async Task<Outcome> TellAsync(Letter letter, MattermostTarget target, CancellationToken cancellationToken)
    {
        if (!target.IsBot || target.ChannelId is not null)
            return await base.TellAsync(letter, target, cancellationToken);
        if (_ids.TryGetValue(target.Id, out var known))
            return await base.TellAsync(letter, target.At(known), cancellationToken);
        var answer = await AskAsync(Method(HttpMethod.Get, target, $"teams/name/{Uri.EscapeDataString(target.Team!)}/channels/name/{Uri.EscapeDataString(target.Channel!)}"), target, cancellationToken);
        return answer is WebAnswer.Reply { IsSuccess: true } reply && reply["id"] is { } id
            ? await base.TellAsync(letter, target.At(_ids.GetOrAdd(target.Id, id)), cancellationToken)
            : answer is WebAnswer.Reply { Status: 404 }
                ? new Outcome.Retry("Mattermost finds no such channel in the team, or the bot is not in it")
                : Judge(letter, answer);
    }

    protected override WebCall Call(Letter letter, MattermostTarget target) => target.IsBot
        ? Method(HttpMethod.Post, target, "posts", new JsonObject { ["channel_id"] = target.ChannelId, ["message"] = "", ["props"] = Props(letter) })
        : WebCall.Json(HttpMethod.Post, new Uri(target.Server, $"hooks/{Uri.EscapeDataString(target.Secret.Reveal())}"), new JsonObject
        {
            ["channel"] = target.Channel,
            ["username"] = target.Speaker,
            ["icon_url"] = target.Picture,
            ["attachments"] = Attachments(letter),
        });

    protected override WebCall? Edit(Letter letter, MattermostTarget target) => target.IsBot
        ? Method(HttpMethod.Put, target, $"posts/{Uri.EscapeDataString(letter.Memo["post"]!)}/patch", new JsonObject { ["props"] = Props(letter) })
        : null;

    protected override WebCall Reply(Letter letter, MattermostTarget target) => Method(HttpMethod.Post, target, "posts", new JsonObject
    {
        ["channel_id"] = target.ChannelId,
        ["root_id"] = letter.Memo["post"],
        ["message"] = AlertLook.End(letter.Alert, ChatDialects.Mattermost),
    });

    protected override async Task AttachAsync(Letter letter, LetterFile file, Memo message, MattermostTarget target, CancellationToken cancellationToken)
    {
        var upload = WebCall.Multipart(new Uri(target.Server, "api/v4/files"), [("channel_id", target.ChannelId)], [("files", file)]).WithBearer(target.Secret);
        if (target.IsBot && await AskAsync(upload, target, cancellationToken) is WebAnswer.Reply { IsSuccess: true } reply
            && (reply.Json?["file_infos"] as JsonArray)?.FirstOrDefault()?["id"]?.ToString() is { } id)
        {
            await AskAsync(Method(HttpMethod.Post, target, "posts", new JsonObject
            {
                ["channel_id"] = target.ChannelId,
                ["root_id"] = message["post"],
                ["message"] = "",
                ["file_ids"] = new JsonArray(id),
            }), target, cancellationToken);
        }
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer is WebAnswer.Reply { IsSuccess: true } reply
        ? new Outcome.Delivered(reply["id"]) { Memo = reply["id"] is { } post ? Memo.Of(("post", post)) : null }
        : base.Judge(letter, answer);

    private static JsonObject Props(Letter letter) => new() { ["attachments"] = Attachments(letter) };

    private static JsonArray Attachments(Letter letter) =>
    [
        new JsonObject
        {
            ["fallback"] = AlertLook.Title(letter),
            ["color"] = AlertLook.Colour(letter.Alert),
            ["title"] = AlertLook.Title(letter),
            ["title_link"] = letter.Alert.Link?.AbsoluteUri,
            ["text"] = letter.Text,
        },
    ];

    private static WebCall Method(HttpMethod method, MattermostTarget target, string name, JsonObject? body = null)
    {
        var address = new Uri(target.Server, $"api/v4/{name}");
        return (body is null ? new WebCall(method, address) : WebCall.Json(method, address, body)).WithBearer(target.Secret);
    }

    private static ParsedTargets Read(TargetUrl url)
    {
        ChatKeys.Ignore(url);
        var (team, mode, picture) = (url.Take("team"), url.Take("mode"), url.Take("icon_url"));
        var isBot = mode?.StartsWith('b') ?? team is not null;
        string[] path = [.. url.Path.Where(part => part[0] is not ('#' or '@' or '+'))];
        string[] places = [.. url.Path.Except(path).Concat(((string[])["channel", "channels", "to"]).SelectMany(url.TakeList)).Select(place => place.TrimStart('#')).Distinct()];
        if (!WebAddress.IsHost(url.Host) || path is [])
            return ParsedTargets.Wrong($"expected {Kind.Form} for a webhook, or mmosts://TEAM@HOST/TOKEN?mode=bot&channel=NAME for a bot");
        if (isBot && (places is [] || places.Any(place => place[0] == '@' || (place[0] != '+' && (team ?? url.User) is null))))
            return ParsedTargets.Wrong("a bot's channels are named by ?channel=NAME, with the team as in mmosts://TEAM@HOST/TOKEN, or by ?channel=+ID");
        var options = TargetOptions.Take(url);
        var server = WebAddress.Of(url, url.Scheme == "mmosts", path.SkipLast(1));
        return ParsedTargets.Of([.. places.DefaultIfEmpty("").Select(place => new MattermostTarget(
            url.Named(Kind.Name, place, $"{url.Scheme}://{url.Authority}/***{(place.Length == 0 ? "" : $"?channel={place}")}"), options)
        {
            Server = server,
            Secret = new Secret(path[^1]),
            IsBot = isBot,
            Team = isBot ? team ?? url.User : null,
            Speaker = isBot ? null : url.User,
            Picture = picture,
            Channel = place.Length == 0 ? null : place.TrimStart('+'),
            ChannelId = isBot && place.StartsWith('+') ? place[1..] : null,
        })]);
    }
}

internal sealed class MattermostTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    private readonly TargetName _name = name;

    /// <summary>Ends with a slash.</summary>
    public required Uri Server { get; init; }

    /// <summary>The webhook's key, or the bot's token.</summary>
    public required Secret Secret { get; init; }

    public bool IsBot { get; init; }

    /// <summary>Of a bot; null where the channel's id is known.</summary>
    public string? Team { get; init; }

    public string? Channel { get; init; }

    /// <summary>Of a bot; null before it was looked up.</summary>
    public string? ChannelId { get; init; }

    /// <summary>What the webhook calls itself; null for its own name.</summary>
    public string? Speaker { get; init; }

    public string? Picture { get; init; }

    public MattermostTarget At(string channelId) => new(_name, Options) { Server = Server, Secret = Secret, IsBot = IsBot, ChannelId = channelId };
}
