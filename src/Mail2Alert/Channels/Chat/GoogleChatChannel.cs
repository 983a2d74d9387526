using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>
/// A webhook of Google Chat's: <c>gchat://SPACE/KEY/TOKEN[/THREAD]</c>, or its address as Google shows it. A webhook cannot change what it said: later
/// news stand in the same thread, which is named after the alert (developers.google.com/workspace/chat/quickstart/webhooks).
/// </summary>
internal sealed class GoogleChatChannel(ChannelTools tools) : WebChannel<GoogleChatTarget>(tools, Kind), IUrlChannel
{
    private const string Host = "chat.googleapis.com";

    public static ChannelKind Kind { get; } = new("gchat", ["gchat"], Read)
    {
        Form = "gchat://SPACE/KEY/TOKEN",
        // A message may be of 32,000 octets.
        Limits = new MessageLimits(Title: 250, Text: 24_000, LengthUnit.JsonBytes),
        Dialect = TaggedText.Instance,
        HasLink = true,
        // One a second in each space (developers.google.com/workspace/chat/limits).
        Pace = new Pace(Burst: 1, Every: TimeSpan.FromSeconds(1)),
        Owns = url => url is { Scheme: "https", Host: Host },
    };

    protected override string Service => "Google Chat";

    protected override WebCall Call(Letter letter, GoogleChatTarget target) => WebCall.Json(HttpMethod.Post, target.Hook, new JsonObject
    {
        ["cardsV2"] = new JsonArray(new JsonObject { ["cardId"] = "alert", ["card"] = Card(letter) }),
        ["fallbackText"] = Title(letter),
        ["thread"] = new JsonObject { ["threadKey"] = target.Thread ?? letter.AlertKey },
    });

    protected override Outcome Judge(Letter letter, WebAnswer answer) =>
        answer is WebAnswer.Reply { IsSuccess: true } reply ? new Outcome.Delivered(reply["name"]) : base.Judge(letter, answer);

    // A card's title has no markup.
    private static JsonObject Card(Letter letter) => new()
    {
        ["header"] = new JsonObject { ["title"] = Title(letter), ["subtitle"] = letter.Alert.Source },
        ["sections"] = new JsonArray(new JsonObject
        {
            ["widgets"] = new JsonArray([.. new[] { Text(letter), Link(letter) }.OfType<JsonNode>()]),
        }),
    };

    private static string Title(Letter letter) => $"{AlertLook.Mark(letter.Alert)} {letter.Title}";

    private static JsonObject? Text(Letter letter) => letter.Text.Length == 0
        ? null
        : new JsonObject { ["textParagraph"] = new JsonObject { ["text"] = letter.Text } };

    private static JsonObject? Link(Letter letter) => letter.Alert.Link is not { AbsoluteUri: var link } ? null : new JsonObject
    {
        ["buttonList"] = new JsonObject
        {
            ["buttons"] = new JsonArray(new JsonObject
            {
                ["text"] = "Open",
                ["onClick"] = new JsonObject { ["openLink"] = new JsonObject { ["url"] = link } },
            }),
        },
    };

    private static ParsedTargets Read(TargetUrl url)
    {
        url.Take("messageReplyOption");
        var (key, token) = (url.Take("key"), url.Take("token"));
        var thread = url.Take("thread") ?? url.Take("threadkey");
        var space = url.Take("workspace");
        string?[] parts = Kind.Owns(url) ? [url.Path.ElementAtOrDefault(2), key, token] : [.. Given(space, key, token, url)];
        if (parts is not [{ Length: > 0 } room, { Length: > 0 } login, { Length: > 0 } secret, .. var rest])
            return ParsedTargets.Wrong($"expected {Kind.Form}, or the webhook's address as Google shows it: https://{Host}/v1/spaces/…");
        return ParsedTargets.Of(new GoogleChatTarget(url.Named(Kind.Name, "", $"gchat://{room}/***"), TargetOptions.Take(url))
        {
            Hook = new Uri($"https://{Host}/v1/spaces/{Uri.EscapeDataString(room)}/messages?key={Uri.EscapeDataString(login)}&token={Uri.EscapeDataString(secret)}&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD"),
            Thread = thread ?? rest.FirstOrDefault(),
        });
    }

    // What keys say stands no more in the path.
    private static IEnumerable<string?> Given(string? space, string? key, string? token, TargetUrl url)
    {
        var path = new Queue<string>(url.Host.Length == 0 ? url.Path : [url.Host, .. url.Path]);
        foreach (var given in (string?[])[space, key, token])
            yield return given ?? (path.TryDequeue(out var next) ? next : null);
        while (path.TryDequeue(out var rest))
            yield return rest;
    }
}

internal sealed class GoogleChatTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>Key and token in it are its secrets.</summary>
    public required Uri Hook { get; init; }

    /// <summary>Null for one thread an alert.</summary>
    public string? Thread { get; init; }
}
