using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
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
        // FileUpload_MaxFileSize is 100 MiB by default.
        Files = new FileLimits(Most: 10, Bytes: 50 * 1024 * 1024),
        // Ten in a minute by each method, by default.
        Pace = new Pace(Burst: 5, Every: TimeSpan.FromSeconds(6)),
    };

    protected override string Service => "Rocket.Chat";

    protected override async Task<Outcome> TellAsync(Letter letter, RocketChatTarget target, CancellationToken cancellationToken)
    {
        if (target.Password is null)
            return await TellInsideAsync(letter, target, cancellationToken);
        if (_loggedIn.TryGetValue(target.Id, out var known))
            return await TellInsideAsync(letter, known, cancellationToken);
        var answer = await AskAsync(LogIn(target), target, cancellationToken);
        return answer is WebAnswer.Reply { IsSuccess: true } reply && reply.Json?["data"] is JsonObject data
            && data["userId"]?.ToString() is { } user && data["authToken"]?.ToString() is { } token
                ? await TellInsideAsync(letter, _loggedIn.GetOrAdd(target.Id, target.LoggedIn(user, token)), cancellationToken)
                : answer is WebAnswer.Reply { IsSuccess: true } ? new Outcome.Retry("what answered is not Rocket.Chat") : base.Judge(letter, answer);
    }

    protected override WebCall Call(Letter letter, RocketChatTarget target) => target switch
    {
        { Hook: { } hook } => WebCall.Json(HttpMethod.Post, new Uri(target.Server, $"hooks/{hook.Reveal()}"), RocketChatCard.Of(letter, target)),
        // Only this method takes an id of ours, and only for a room that is known by its own.
        { IsRoom: true } => Method(target, "chat.sendMessage", new JsonObject
        {
            ["message"] = new JsonObject { ["_id"] = OwnId(letter), ["rid"] = target.Place, ["msg"] = AlertLook.Text(letter) },
        }),
        _ => Method(target, "chat.postMessage", new JsonObject { ["channel"] = target.Place, ["text"] = AlertLook.Text(letter) }),
    };

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

    // In two steps; before Rocket.Chat 7 it was one, which is gone since 8.
    protected override async Task AttachAsync(Letter letter, LetterFile file, Memo message, RocketChatTarget target, CancellationToken cancellationToken)
    {
        var (room, thread) = (Uri.EscapeDataString(message["room"] ?? ""), message["message"]);
        var answer = await AskAsync(Upload(target, $"rooms.media/{room}", [], file), target, cancellationToken);
        if (answer is WebAnswer.Reply { Status: 404 })
            await AskAsync(Upload(target, $"rooms.upload/{room}", [("tmid", thread)], file), target, cancellationToken);
        else if (answer is WebAnswer.Reply { IsSuccess: true } reply && (reply.Json?["file"] as JsonObject)?["_id"]?.ToString() is { } id)
            await AskAsync(Method(target, $"rooms.mediaConfirm/{room}/{Uri.EscapeDataString(id)}", new JsonObject { ["tmid"] = thread }), target, cancellationToken);
    }

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

    // Rocket.Chat takes a message of a known id no second time, but answers that as a failure: then the message is there already.
    private async Task<Outcome> TellInsideAsync(Letter letter, RocketChatTarget target, CancellationToken cancellationToken)
    {
        var outcome = await base.TellAsync(letter, target, cancellationToken);
        if (!target.IsRoom || outcome is not Outcome.Failed { IsTooLarge: false })
            return outcome;
        var there = await AskAsync(WithToken(new WebCall(HttpMethod.Get, new Uri(target.Server, $"api/v1/chat.getMessage?msgId={OwnId(letter)}")), target), target, cancellationToken);
        return Judge(letter, there) is Outcome.Delivered { Memo: not null } told ? Keep(letter, told) : outcome;
    }

    private static string OwnId(Letter letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Key)).AsSpan(0, 12));

    private static WebCall LogIn(RocketChatTarget target) => WebCall.Json(HttpMethod.Post, new Uri(target.Server, "api/v1/login"), new JsonObject
    {
        ["user"] = target.User,
        ["password"] = target.Password?.Reveal(),
    });

    private static WebCall Method(RocketChatTarget target, string name, JsonObject arguments) =>
        WithToken(WebCall.Json(HttpMethod.Post, new Uri(target.Server, $"api/v1/{name}"), arguments), target);

    private static WebCall Upload(RocketChatTarget target, string name, IEnumerable<(string Name, string? Value)> fields, LetterFile file) =>
        WithToken(WebCall.Multipart(new Uri(target.Server, $"api/v1/{name}"), fields, [("file", file)]), target);

    private static WebCall WithToken(WebCall call, RocketChatTarget target) =>
        call.With("X-User-Id", target.User).With("X-Auth-Token", target.Token?.Reveal());
}
