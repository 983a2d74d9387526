using System.Text.Json.Nodes;
using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.Matrix;

/// <summary>
/// Matrix, as a user of a server or by the webhook of a bridge: <see cref="MatrixGrammar"/> says how its targets are written. Rooms with end-to-end
/// encryption are not served.
/// </summary>
internal sealed class MatrixChannel : ChatChannel<MatrixTarget>, IUrlChannel
{
    private readonly MatrixDoor _door;

    public MatrixChannel(ChannelTools tools)
        : base(tools, Kind) => _door = new MatrixDoor(AskAsync);

    public static ChannelKind Kind { get; } = new("matrix", ["matrix", "matrixs"], MatrixGrammar.Read)
    {
        Form = MatrixGrammar.Form,
        // An event is of 65,536 octets at most; a change holds its text four times, with and without markup.
        Limits = new MessageLimits(Title: 0, Text: 12_000, LengthUnit.JsonBytes),
        Dialect = Dialect.Html,
        Files = new FileLimits(Most: 10, Bytes: 50 * 1024 * 1024),
        // What Synapse allows by default is less than one a second, and ten at once.
        Pace = new Pace(Burst: 10, Every: TimeSpan.FromSeconds(1)),
        Owns = MatrixHookGrammar.IsNative,
    };

    // A card has a title of its own.
    private static ChannelKind CardKind { get; } = Kind with
    {
        Limits = new MessageLimits(Title: 500, Text: 12_000, LengthUnit.JsonBytes),
        Dialect = SlackText.Instance,
        TitleDialect = SlackText.Instance,
        HasLink = true,
        Files = FileLimits.None,
    };

    protected override string Service => "Matrix";

    protected override ChannelKind KindOf(MatrixTarget target) => target.Hook switch
    {
        null => Kind,
        { Form: MatrixHookForm.Slack } => CardKind,
        _ => Kind with { Files = FileLimits.None },
    };

    protected override async Task<Outcome> TellAsync(Letter letter, MatrixTarget target, CancellationToken cancellationToken)
    {
        if (target.Hook is { } hook)
            return base.Judge(letter, await AskAsync(WebCall.Json(HttpMethod.Post, new Uri(hook.Address.Reveal()), hook.Of(letter, InPlain(letter, target))), target, cancellationToken));
        var (inside, trouble) = await _door.EnterAsync(target, cancellationToken);
        return inside is null ? Outside(base.Judge(letter, trouble!)) : await base.TellAsync(letter, inside, cancellationToken);
    }

    // The next attempt begins at the door.
    protected override (Letter Letter, MatrixTarget Target)? Otherwise(Letter letter, MatrixTarget target, WebAnswer answer)
    {
        if (answer is WebAnswer.Reply { Status: 401 or 403 })
            _door.Forget(target);
        return null;
    }

    protected override WebCall Call(Letter letter, MatrixTarget target) => MatrixCalls.Send(target, letter.Key, Content(letter, target));

    protected override WebCall Edit(Letter letter, MatrixTarget target)
    {
        var content = Content(letter, target);
        content["body"] = $"* {content["body"]}";
        content["m.new_content"] = Content(letter, target);
        content["m.relates_to"] = new JsonObject { ["rel_type"] = "m.replace", ["event_id"] = letter.Memo["event"] };
        return MatrixCalls.Send(target, $"{letter.Key}.edit", content);
    }

    protected override WebCall Reply(Letter letter, MatrixTarget target) => MatrixCalls.Send(target, $"{letter.Key}.reply", new JsonObject
    {
        ["msgtype"] = Type(target),
        ["body"] = AlertLook.End(letter.Alert, Dialect.Plain),
        ["m.mentions"] = new JsonObject(),
        ["m.relates_to"] = Below(letter.Memo["event"]),
    });

    protected override async Task AttachAsync(Letter letter, LetterFile file, Memo message, MatrixTarget target, CancellationToken cancellationToken)
    {
        if (await AskAsync(MatrixCalls.Upload(target, file), target, cancellationToken) is not WebAnswer.Reply { IsSuccess: true } reply || reply["content_uri"] is not { } content)
            return;
        var index = letter.Files.TakeWhile(other => other != file).Count();
        await AskAsync(MatrixCalls.Send(target, $"{letter.Key}.file{index}", new JsonObject
        {
            ["msgtype"] = file.MediaType.StartsWith("image/", StringComparison.Ordinal) ? "m.image" : "m.file",
            ["body"] = file.Name,
            ["filename"] = file.Name,
            ["url"] = content,
            ["info"] = new JsonObject { ["mimetype"] = file.MediaType, ["size"] = file.Bytes.Length },
            ["m.mentions"] = new JsonObject(),
            ["m.relates_to"] = Below(message["event"]),
        }), target, cancellationToken);
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) =>
        answer is WebAnswer.Reply { IsSuccess: true } reply
            ? reply["event_id"] is { } sent
                ? new Outcome.Delivered(sent) { Memo = Memo.Of(("event", sent)) }
                : new Outcome.Retry("what answered is not a Matrix server")
            : base.Judge(letter, answer);

    // An administrator mends it, and wants the alerts.
    private static Outcome Outside(Outcome outcome) => outcome switch
    {
        Outcome.Failed failed => new Outcome.Retry($"the room cannot be entered: {failed.Why}"),
        Outcome.Delivered => new Outcome.Retry("what answered is not a Matrix server"),
        _ => outcome,
    };

    private JsonObject Content(Letter letter, MatrixTarget target) => new()
    {
        ["msgtype"] = Type(target),
        ["body"] = AlertLook.Text(InPlain(letter, target)),
        ["format"] = "org.matrix.custom.html",
        ["formatted_body"] = AlertLook.Text(letter),
        // Says that nobody is called, whatever the text looks like.
        ["m.mentions"] = new JsonObject(),
    };

    private static JsonObject Below(string? first) => new()
    {
        ["rel_type"] = "m.thread",
        ["event_id"] = first,
        ["is_falling_back"] = true,
        ["m.in_reply_to"] = new JsonObject { ["event_id"] = first },
    };

    private static string Type(MatrixTarget target) => target.IsNotice ? "m.notice" : "m.text";
}
