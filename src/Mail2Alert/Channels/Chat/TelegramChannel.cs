using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>A Telegram bot: <c>tgram://TOKEN/CHAT[:TOPIC]/…?silent=&amp;preview=&amp;topic=</c> (core.telegram.org/bots/api).</summary>
internal sealed partial class TelegramChannel(ChannelTools tools) : ChatChannel<TelegramTarget>(tools, Kind), IUrlChannel
{
    private const int LargestPhoto = 10 * 1024 * 1024;

    public static ChannelKind Kind { get; } = new("telegram", ["tgram"], Read)
    {
        Form = "tgram://TOKEN/CHAT",
        // 4,096 after tags and entities are taken away; the rest is for the mark.
        Limits = new MessageLimits(Title: 0, Text: 4_090),
        Dialect = TaggedText.Instance,
        Files = new FileLimits(Most: 10, Bytes: 50 * 1024 * 1024),
        // 20 a minute in a group, one a second elsewhere (core.telegram.org/bots/faq).
        Pace = new Pace(Burst: 5, Every: TimeSpan.FromSeconds(3)),
    };

    protected override string Service => "Telegram";

    protected override Dialect? DialectOf(TelegramTarget target) => target.IsPlain ? Dialect.Plain : null;

    protected override WebCall Call(Letter letter, TelegramTarget target) => Method("sendMessage", target, Content(letter, target));

    protected override WebCall Edit(Letter letter, TelegramTarget target)
    {
        var content = Content(letter, target);
        content["chat_id"] = Id(letter.Memo["chat"]!);
        content["message_id"] = Id(letter.Memo["message"]!);
        foreach (var unknown in (string[])["message_thread_id", "disable_notification"])
            content.Remove(unknown);
        return Method("editMessageText", target, content);
    }

    protected override WebCall Reply(Letter letter, TelegramTarget target) => Method("sendMessage", target, new JsonObject
    {
        ["chat_id"] = Id(letter.Memo["chat"]!),
        ["message_thread_id"] = target.Topic,
        ["text"] = AlertLook.End(letter.Alert, Dialect.Plain),
        ["disable_notification"] = target.IsSilent,
        ["reply_parameters"] = new JsonObject { ["message_id"] = Id(letter.Memo["message"]!), ["allow_sending_without_reply"] = true },
    });

    protected override Task AttachAsync(Letter letter, LetterFile file, Memo message, TelegramTarget target, CancellationToken cancellationToken)
    {
        var isPhoto = file is { MediaType: "image/png" or "image/jpeg", Bytes.Length: <= LargestPhoto };
        var call = WebCall.Multipart(
            Address(isPhoto ? "sendPhoto" : "sendDocument", target),
            [
                ("chat_id", message["chat"]),
                ("message_thread_id", target.Topic?.ToString(CultureInfo.InvariantCulture)),
                ("disable_notification", "true"),
                ("reply_parameters", new JsonObject { ["message_id"] = Id(message["message"]!) }.ToJsonString()),
            ],
            [(isPhoto ? "photo" : "document", file)]);
        return AskAsync(call, target, cancellationToken);
    }

    // Better without any markup than not at all; and a group that grew has a new id.
    protected override (Letter Letter, TelegramTarget Target)? Otherwise(Letter letter, TelegramTarget target, WebAnswer answer)
    {
        if (answer is not WebAnswer.Reply { Status: 400 } reply)
            return null;
        if ((reply.Json?["parameters"] as JsonObject)?["migrate_to_chat_id"] is { } moved)
            return (letter, target.At(moved.ToString()));
        return Says(reply, "can't parse entities") ? (InPlain(letter, target), target.AsPlain()) : null;
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } reply when reply.Json?["result"] is JsonObject sent => new Outcome.Delivered(sent["message_id"]?.ToString())
        {
            Memo = Memo.Of(("chat", sent["chat"]?["id"]?.ToString()), ("message", sent["message_id"]?.ToString())),
        },
        WebAnswer.Reply { IsSuccess: true } => new Outcome.Retry("what answered is not Telegram's API"),
        WebAnswer.Reply { Status: 400 } reply when Says(reply, "message is not modified") => new Outcome.Delivered(letter.Memo["message"]),
        WebAnswer.Reply { Status: 400 } reply when Says(reply, "message is too long") => new Outcome.Failed(Reason(reply)) { IsTooLarge = true },
        WebAnswer.Reply { Status: 404 } => new Outcome.Retry("Telegram knows no such bot: check the token"),
        _ => base.Judge(letter, answer),
    };

    private static string Reason(WebAnswer.Reply reply) => $"Telegram says {Printable.Of(reply["description"] ?? "no, without a reason")}";

    private static bool Says(WebAnswer.Reply reply, string words) => reply["description"]?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static WebCall Method(string name, TelegramTarget target, JsonObject arguments) =>
        WebCall.Json(HttpMethod.Post, Address(name, target), arguments);

    private static Uri Address(string method, TelegramTarget target) => new($"https://api.telegram.org/bot{target.Token.Reveal()}/{method}");

    private static JsonObject Content(Letter letter, TelegramTarget target) => new()
    {
        ["chat_id"] = Id(target.Chat),
        ["message_thread_id"] = target.Topic,
        ["text"] = AlertLook.Text(letter),
        ["parse_mode"] = target.IsPlain ? null : "HTML",
        ["link_preview_options"] = new JsonObject { ["is_disabled"] = !target.HasPreview },
        ["disable_notification"] = target.IsSilent,
    };

    private static JsonNode Id(string id) => long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : id;

    private static ParsedTargets Read(TargetUrl url)
    {
        ChatKeys.Ignore(url);
        url.Ignore("content", "files are answers to the message", "before");
        url.Ignore("mdv", "texts are written in HTML, or plainly");
        url.Ignore("detect", "the chat is always named", "no");
        var topic = url.Take("topic") ?? url.Take("thread");
        if (Token().Match(url.Host) is not { Success: true } token)
            return ParsedTargets.Wrong($"expected {Kind.Form}, with a token such as 123456789:AbCd, as BotFather shows it");
        var chats = url.Path.Concat(url.TakeList("to")).Distinct().Select(chat => Chat().Match(chat)).ToList();
        if (chats is [])
            return ParsedTargets.Wrong($"expected {Kind.Form}: the chat's number, or @name of a public channel");
        if (chats.Any(chat => !chat.Success) || (topic is not null && !Number().IsMatch(topic)))
            return ParsedTargets.Wrong("expected a chat's number or @name, and perhaps the number of a topic: CHAT:TOPIC");
        var options = TargetOptions.Take(url);
        return ParsedTargets.Of([.. chats.Select(chat => new TelegramTarget(url.Named(Kind.Name, chat.Value, $"tgram://***/{chat.Value}"), options)
        {
            Token = new Secret(token.Groups["token"].Value),
            Chat = chat.Groups["id"].Success ? chat.Groups["id"].Value : $"@{chat.Groups["name"].Value}",
            Topic = (chat.Groups["topic"] is { Success: true, Value: var own } ? own : topic) is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : null,
            IsSilent = url.TakeFlag("silent", otherwise: false),
            HasPreview = url.TakeFlag("preview", otherwise: false),
            IsPlain = options.Format == "text",
        })]);
    }

    [GeneratedRegex(@"^(?:bot)?(?<token>[0-9]{1,20}:[A-Za-z0-9_-]+)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex(@"^(?:(?<id>-?[0-9]{1,18})|@?(?<name>[A-Za-z][A-Za-z0-9_]{3,40}))(?::(?<topic>[0-9]{1,18}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Chat();

    [GeneratedRegex(@"^[0-9]{1,18}\z")]
    private static partial Regex Number();
}

internal sealed class TelegramTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    private readonly TargetName _name = name;

    public required Secret Token { get; init; }

    /// <summary>A number, or <c>@name</c>.</summary>
    public required string Chat { get; init; }

    /// <summary>The topic of a group that has topics; null for none.</summary>
    public long? Topic { get; init; }

    public bool IsSilent { get; init; }

    public bool HasPreview { get; init; }

    /// <summary>True for text without tags.</summary>
    public bool IsPlain { get; init; }

    public TelegramTarget At(string chat) => With(chat, IsPlain);

    public TelegramTarget AsPlain() => With(Chat, isPlain: true);

    private TelegramTarget With(string chat, bool isPlain) => new(_name, Options)
    {
        Token = Token,
        Chat = chat,
        Topic = Topic,
        IsSilent = IsSilent,
        HasPreview = HasPreview,
        IsPlain = isPlain,
    };
}
