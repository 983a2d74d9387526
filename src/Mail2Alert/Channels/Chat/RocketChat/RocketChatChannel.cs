using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.RocketChat;

/// <summary>
/// Rocket.Chat, by a webhook or as a user, who changes what was said; <see cref="RocketChatGrammar"/> says how its targets are written
/// (developer.rocket.chat/apidocs).
/// </summary>
internal sealed class RocketChatChannel(ChannelTools tools) : ChatChannel<RocketChatTarget>(tools, Kind), IUrlChannel
{
    private readonly ConcurrentDictionary<string, RocketChatTarget> _loggedIn = new();

    public static ChannelKind Kind { get; } = new("rocketchat", ["rocket", "rockets"], RocketChatGrammar.Read)
    {
        Form = RocketChatGrammar.Form,
        // Message_MaxAllowedSize is 5,000; the rest is for the mark.
        Limits = new MessageLimits(Title: 0, Text: 4_990),
        Dialect = ChatDialects.RocketChat,
        // Ten in a minute by each method, by default.
        Pace = new Pace(Burst: 5, Every: TimeSpan.FromSeconds(6)),
    };

    protected override string Service => "Rocket.Chat";

    protected override async Task<Outcome> TellAsync(Letter letter, RocketChatTarget target, CancellationToken cancellationToken)
    {
        if (target.Password is null)
            return await base.TellAsync(letter, target, cancellationToken);
        if (_loggedIn.TryGetValue(target.Id, out var known))
            return await base.TellAsync(letter, known, cancellationToken);
        var answer = await AskAsync(LogIn(target), target, cancellationToken);
        return answer is WebAnswer.Reply { IsSuccess: true } reply && reply.Json?["data"] is JsonObject data
            && data["userId"]?.ToString() is { } user && data["authToken"]?.ToString() is { } token
                ? await base.TellAsync(letter, _loggedIn.GetOrAdd(target.Id, target.LoggedIn(user, token)), cancellationToken)
                : answer is WebAnswer.Reply { IsSuccess: true } ? new Outcome.Retry("what answered is not Rocket.Chat") : base.Judge(letter, answer);
    }

    protected override WebCall Call(Letter letter, RocketChatTarget target) => target.Hook is { } hook
        ? WebCall.Json(HttpMethod.Post, new Uri(target.Server, $"hooks/{hook.Reveal()}"), new JsonObject
        {
            ["channel"] = target.Place,
            ["alias"] = target.Speaker,
            ["text"] = AlertLook.Text(letter),
        })
        : Method(target, "chat.postMessage", new JsonObject
        {
            [IsRoom(target) ? "roomId" : "channel"] = target.Place,
            ["text"] = AlertLook.Text(letter),
        });

    protected override WebCall? Edit(Letter letter, RocketChatTarget target) => target.Hook is not null ? null : Method(target, "chat.update", new JsonObject
    {
        ["roomId"] = letter.Memo["room"],
        ["msgId"] = letter.Memo["message"],
        ["text"] = AlertLook.Text(letter),
    });

    protected override WebCall Reply(Letter letter, RocketChatTarget target) => Method(target, "chat.postMessage", new JsonObject
    {
        ["roomId"] = letter.Memo["room"],
        ["tmid"] = letter.Memo["message"],
        ["text"] = AlertLook.End(letter.Alert, ChatDialects.RocketChat),
    });

    // The next attempt logs in again.
    protected override (Letter Letter, RocketChatTarget Target)? Otherwise(Letter letter, RocketChatTarget target, WebAnswer answer)
    {
        if (answer is WebAnswer.Reply { Status: 401 })
            _loggedIn.TryRemove(target.Id, out _);
        return null;
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } reply when reply["success"] is null => new Outcome.Retry("what answered is not Rocket.Chat"),
        WebAnswer.Reply { IsSuccess: true } reply when reply["success"] != "true" => new Outcome.Failed($"Rocket.Chat says {Printable.Of(reply["error"] ?? "no, without a reason")}"),
        WebAnswer.Reply { IsSuccess: true } reply when reply.Json?["message"] is JsonObject sent => new Outcome.Delivered(sent["_id"]?.ToString())
        {
            Memo = Memo.Of(("room", sent["rid"]?.ToString()), ("message", sent["_id"]?.ToString())),
        },
        WebAnswer.Reply { IsSuccess: true } => new Outcome.Delivered(),
        WebAnswer.Reply { Status: 400 } reply when reply["error"]?.Contains("error-message-size-exceeded", StringComparison.Ordinal) == true =>
            new Outcome.Failed("Rocket.Chat takes no text as long as that") { IsTooLarge = true },
        _ => base.Judge(letter, answer),
    };

    private static bool IsRoom(RocketChatTarget target) => target.Place is not (['#', ..] or ['@', ..]);

    private static WebCall LogIn(RocketChatTarget target) => WebCall.Json(HttpMethod.Post, new Uri(target.Server, "api/v1/login"), new JsonObject
    {
        ["user"] = target.User,
        ["password"] = target.Password?.Reveal(),
    });

    private static WebCall Method(RocketChatTarget target, string name, JsonObject arguments) =>
        WebCall.Json(HttpMethod.Post, new Uri(target.Server, $"api/v1/{name}"), arguments)
            .With("X-User-Id", target.User)
            .With("X-Auth-Token", target.Token?.Reveal());
}
