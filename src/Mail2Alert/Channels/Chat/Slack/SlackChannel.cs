using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>Slack, by a bot or a webhook; <see cref="SlackGrammar"/> says how its targets are written.</summary>
internal sealed class SlackChannel(ChannelTools tools, SlackSettings? settings = null) : ChatChannel<SlackTarget>(tools, Kind), IUrlChannel
{
    private readonly SlackSettings _settings = settings ?? new SlackSettings();

    public static ChannelKind Kind { get; } = new(SlackGrammar.Scheme, [SlackGrammar.Scheme], SlackGrammar.Read)
    {
        Form = "slack://TOKEN/#channel",
        // A title may be of 1,024 characters; of a text Slack takes 40,000, and Apprise 35,000.
        Limits = new MessageLimits(Title: 1_000, Text: 35_000),
        Dialect = SlackText.Instance,
        TitleDialect = SlackText.Instance,
        HasLink = true,
        Files = new FileLimits(Most: 10, Bytes: 50 * 1024 * 1024),
        ReadOpaque = (text, _) => SlackGrammar.ReadShort(text),
        Owns = SlackGrammar.IsNative,
    };

    protected override string Service => SlackJudge.Service;

    protected override async Task<Outcome> TellAsync(Letter letter, SlackTarget target, CancellationToken cancellationToken) => target.Hook is { } hook
        ? SlackJudge.OfHook(await AskAsync(WebCall.Json(HttpMethod.Post, hook, SlackMessage.Of(letter, target)), target, cancellationToken), target.Form == SlackForm.Variables, Clock)
        : await base.TellAsync(letter, target, cancellationToken);

    protected override WebCall Call(Letter letter, SlackTarget target) => Method("chat.postMessage", target, SlackMessage.Of(letter, target));

    protected override WebCall? Edit(Letter letter, SlackTarget target) => target.Form != SlackForm.Card ? null : Method("chat.update", target, new JsonObject
    {
        ["channel"] = letter.Memo["channel"],
        ["ts"] = letter.Memo["ts"],
        ["attachments"] = SlackMessage.Attachments(letter, target),
    });

    protected override WebCall? Reply(Letter letter, SlackTarget target) => Method("chat.postMessage", target, new JsonObject
    {
        ["channel"] = letter.Memo["channel"],
        ["thread_ts"] = target.Thread ?? letter.Memo["ts"],
        ["username"] = target.Speaker,
        ["text"] = AlertLook.End(letter.Alert, SlackText.Instance),
        ["mrkdwn"] = false,
    });

    protected override Outcome Judge(Letter letter, WebAnswer answer) => SlackJudge.OfMethod(answer, Clock);

    // In three steps, in the thread of the message (docs.slack.dev/messaging/working-with-files).
    protected override async Task AttachAsync(Letter letter, LetterFile file, Memo message, SlackTarget target, CancellationToken cancellationToken)
    {
        if (target.Form != SlackForm.Card)
            return;
        var asked = WebCall.Form(new Uri(_settings.Api, "files.getUploadURLExternal"), [("filename", file.Name), ("length", $"{file.Bytes.Length}")]);
        if (await AskAsync(WithToken(asked, target), target, cancellationToken) is not WebAnswer.Reply { IsSuccess: true } place
            || !Uri.TryCreate(place["upload_url"], UriKind.Absolute, out var address))
        {
            return;
        }
        if (await AskAsync(WebCall.Multipart(address, [], [("file", file)]), target, cancellationToken) is not WebAnswer.Reply { IsSuccess: true })
            return;
        await AskAsync(Method("files.completeUploadExternal", target, new JsonObject
        {
            ["files"] = new JsonArray(new JsonObject { ["id"] = place["file_id"], ["title"] = file.Name }),
            ["channel_id"] = message["channel"],
            ["thread_ts"] = target.Thread ?? message["ts"],
        }), target, cancellationToken);
    }

    private WebCall Method(string name, SlackTarget target, JsonObject arguments) =>
        WithToken(WebCall.Json(HttpMethod.Post, new Uri(_settings.Api, name), arguments), target);

    private WebCall WithToken(WebCall call, SlackTarget target) => (target.Token ?? _settings.Token) is { } token ? call.WithBearer(token) : call;
}
