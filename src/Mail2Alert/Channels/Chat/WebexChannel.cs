using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>
/// Webex, by a bot, <c>webex://TOKEN/ROOM/name@example.com</c>, which changes what it said, or by a webhook, <c>webex://ID</c>
/// (developer.webex.com/docs/api/v1/messages).
/// </summary>
internal sealed partial class WebexChannel(ChannelTools tools) : ChatChannel<WebexTarget>(tools, Kind), IUrlChannel
{
    private static readonly Uri Api = new("https://webexapis.com/v1/");

    public static ChannelKind Kind { get; } = new("webex", ["webex", "wxteams"], Read)
    {
        Form = "webex://TOKEN/ROOM",
        // 7,439 octets; the rest is for the mark.
        Limits = new MessageLimits(Title: 0, Text: 7_430, LengthUnit.Utf8Bytes),
        Dialect = ChatDialects.Webex,
        // 100 MB each (developer.webex.com/attachments.html).
        Files = new FileLimits(Most: 10, Bytes: 100_000_000),
        Pace = new Pace(Burst: 5, Every: TimeSpan.FromSeconds(1)),
        Owns = url => url is { Scheme: "https", Host: "webexapis.com" or "api.ciscospark.com" },
    };

    protected override string Service => "Webex";

    protected override WebCall Call(Letter letter, WebexTarget target) => target.Hook is { } hook
        ? WebCall.Json(HttpMethod.Post, new Uri(Api, $"webhooks/incoming/{hook.Reveal()}"), new JsonObject { ["markdown"] = AlertLook.Text(letter) })
        : Method(HttpMethod.Post, target, "messages", new JsonObject
        {
            ["roomId"] = target.Room,
            ["toPersonEmail"] = target.Person,
            ["markdown"] = AlertLook.Text(letter),
        });

    protected override WebCall? Edit(Letter letter, WebexTarget target) => target.Hook is not null ? null : Method(
        HttpMethod.Put,
        target,
        $"messages/{Uri.EscapeDataString(letter.Memo["message"]!)}",
        new JsonObject { ["roomId"] = letter.Memo["room"], ["markdown"] = AlertLook.Text(letter) });

    protected override WebCall Reply(Letter letter, WebexTarget target) => Method(HttpMethod.Post, target, "messages", new JsonObject
    {
        ["roomId"] = letter.Memo["room"],
        ["parentId"] = letter.Memo["message"],
        ["markdown"] = AlertLook.End(letter.Alert, ChatDialects.Webex),
    });

    // A message takes one file.
    protected override Task AttachAsync(Letter letter, LetterFile file, Memo message, WebexTarget target, CancellationToken cancellationToken) => AskAsync(
        WebCall.Multipart(new Uri(Api, "messages"), [("roomId", message["room"]), ("parentId", message["message"])], [("files", file)]).WithBearer(target.Token!.Value),
        target,
        cancellationToken);

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } reply => new Outcome.Delivered(reply["id"])
        {
            Memo = reply["id"] is { } message ? Memo.Of(("message", message), ("room", reply["roomId"])) : null,
        },
        // Locked for a moment, as 429 (developer.webex.com/docs/basics).
        WebAnswer.Reply { Status: 423 } reply => new Outcome.Retry("Webex is busy", AskedWait.Of(reply, Clock)),
        _ => base.Judge(letter, answer),
    };

    private static WebCall Method(HttpMethod method, WebexTarget target, string name, JsonObject body) =>
        WebCall.Json(method, new Uri(Api, name), body).WithBearer(target.Token!.Value);

    private static ParsedTargets Read(TargetUrl url)
    {
        var (given, mode) = (url.Take("token"), url.Take("mode"));
        string[] parts = Kind.Owns(url) ? [.. url.Path.SkipWhile(part => part != "incoming").Skip(1)] : [.. new[] { given, url.Host }.OfType<string>().Where(part => part.Length > 0), .. url.Path];
        string[] places = [.. parts.Skip(1).Concat(url.TakeList("to")).Distinct()];
        var isHook = mode is { Length: > 0 } ? mode[0] is 'w' or 'W' : places is [];
        if (parts is not [var secret, ..] || !Secret().IsMatch(secret) || (!isHook && places is []) || (isHook && places is not []))
            return ParsedTargets.Wrong($"expected {Kind.Form} for a bot, with the id of a room or a mail address, or wxteams://ID for a webhook");
        var options = TargetOptions.Take(url);
        if (isHook)
            return ParsedTargets.Of(new WebexTarget(url.Named(Kind.Name, "", "webex://***"), options) { Hook = new Secret(secret) });
        return ParsedTargets.Of([.. places.Select(place => new WebexTarget(url.Named(Kind.Name, place, $"webex://***/{place}"), options)
        {
            Token = new Secret(secret),
            Room = place.Contains('@', StringComparison.Ordinal) ? null : place,
            Person = place.Contains('@', StringComparison.Ordinal) ? place : null,
        })]);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{32,200}\z")]
    private static partial Regex Secret();
}

internal sealed class WebexTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>The webhook's id, which is its secret; null for a bot.</summary>
    public Secret? Hook { get; init; }

    /// <summary>The bot's; null for a webhook.</summary>
    public Secret? Token { get; init; }

    public string? Room { get; init; }

    /// <summary>A person's mail address, instead of a room.</summary>
    public string? Person { get; init; }
}
