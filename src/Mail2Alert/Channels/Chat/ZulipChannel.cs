using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>
/// A bot in Zulip: <c>zulip://BOT@ORGANISATION[.HOST]/KEY/CHANNEL/name@example.com</c>. Each alert is a topic, which is marked as resolved when it is over
/// (zulip.com/api/send-message, /api/update-message, /api/upload-file).
/// </summary>
internal sealed partial class ZulipChannel(ChannelTools tools) : ChatChannel<ZulipTarget>(tools, Kind), IUrlChannel
{
    // MAX_TOPIC_NAME_LENGTH is 60; two are for the mark of what is resolved.
    private const int LongestTopic = 58;
    private const string Resolved = "✔ ";

    public static ChannelKind Kind { get; } = new("zulip", ["zulip"], Read)
    {
        Form = "zulip://BOT@ORGANISATION/KEY/CHANNEL",
        // MAX_MESSAGE_LENGTH is 10,000.
        Limits = new MessageLimits(Title: 0, Text: 9_990, LengthUnit.Runes),
        Dialect = ChatDialects.Zulip,
        // MAX_FILE_UPLOAD_SIZE is 25 MiB by default.
        Files = new FileLimits(Most: 10, Bytes: 25 * 1024 * 1024),
        // 200 a minute for each user.
        Pace = new Pace(Burst: 10, Every: TimeSpan.FromSeconds(0.4)),
    };

    protected override string Service => "Zulip";

    protected override WebCall Call(Letter letter, ZulipTarget target) => Send(target, Topic(letter, target), AlertLook.Text(letter));

    // What is over is seen by its topic. A message itself can be changed for some minutes only.
    protected override WebCall Edit(Letter letter, ZulipTarget target)
    {
        var isMoved = letter.Ends && !target.IsPerson;
        var change = WebCall.Form(
            new Uri(target.Api, $"messages/{Uri.EscapeDataString(letter.Memo["message"]!)}"),
            [
                ("content", isMoved ? null : AlertLook.Text(letter)),
                ("topic", isMoved ? Resolved + Topic(letter, target) : null),
                ("propagate_mode", isMoved ? "change_all" : null),
                ("send_notification_to_old_thread", isMoved ? "false" : null),
                ("send_notification_to_new_thread", isMoved ? "false" : null),
            ]);
        return change.WithLogin(target.Bot, target.Key) with { Method = HttpMethod.Patch };
    }

    protected override WebCall Reply(Letter letter, ZulipTarget target) => Send(
        target,
        target.IsPerson ? null : Resolved + Topic(letter, target),
        AlertLook.End(letter.Alert, ChatDialects.Zulip));

    // Who reads the message that links it may read the file. Since Zulip 9 its place is called 'url', before 'uri'.
    protected override async Task AttachAsync(Letter letter, LetterFile file, Memo message, ZulipTarget target, CancellationToken cancellationToken)
    {
        var upload = WebCall.Multipart(new Uri(target.Api, "user_uploads"), [], [("filename", file)]).WithLogin(target.Bot, target.Key);
        if (await AskAsync(upload, target, cancellationToken) is WebAnswer.Reply { IsSuccess: true } reply
            && (reply["url"] ?? reply["uri"]) is ['/', ..] place && !place.Any(c => c is '(' or ')' || char.IsWhiteSpace(c)))
        {
            await AskAsync(Send(target, Topic(letter, target), $"[{LinkMarks().Replace(file.Name, "")}]({place})"), target, cancellationToken);
        }
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer is WebAnswer.Reply { IsSuccess: true } reply
        ? reply["result"] == "success"
            ? new Outcome.Delivered(reply["id"]) { Memo = Memo.Of(("message", reply["id"])) }
            : new Outcome.Retry("what answered is not Zulip")
        : base.Judge(letter, answer);

    private static WebCall Send(ZulipTarget target, string? topic, string text) => WebCall.Form(
        new Uri(target.Api, "messages"),
        [
            ("type", target.IsPerson ? "private" : "stream"),
            ("to", target.IsPerson ? new JsonArray(JsonValue.Create(target.To)).ToJsonString() : target.To),
            ("topic", topic),
            ("content", text),
        ]).WithLogin(target.Bot, target.Key);

    // The alert's own name, the same for all its news.
    private static string? Topic(Letter letter, ZulipTarget target)
    {
        if (target.IsPerson)
            return null;
        var key = Printable.Of(letter.Alert.Key.Trim());
        return key.Length is > 0 and <= LongestTopic ? key : $"{Fitting.Cut(key, LongestTopic - 10)} {letter.AlertKey[..8]}";
    }

    private static ParsedTargets Read(TargetUrl url)
    {
        string[] path = [.. url.Path];
        var key = url.Take("token") ?? path.FirstOrDefault();
        if (url.User is not { } bot || key is null || !Key().IsMatch(key) || !Organisation().IsMatch(url.Host))
            return ParsedTargets.Wrong($"expected {Kind.Form}, with the bot's key of 32 letters and digits");
        string[] places = [.. path.Skip(1).Concat(url.TakeList("to")).Select(place => place.TrimStart('#')).Where(place => place.Length > 0).Distinct()];
        var (host, options) = (url.Host.Contains('.', StringComparison.Ordinal) ? url.Host : $"{url.Host}.zulipchat.com", TargetOptions.Take(url));
        return ParsedTargets.Of([.. places.DefaultIfEmpty("general").Select(place => new ZulipTarget(url.Named(Kind.Name, place, $"zulip://{url.Host}/***/{place}"), options)
        {
            Api = new Uri($"https://{host}{(url.Port is { } port ? $":{port}" : "")}/api/v1/"),
            Bot = bot.Contains('@', StringComparison.Ordinal) ? bot : $"{(bot.EndsWith("-bot", StringComparison.Ordinal) ? bot : $"{bot}-bot")}@{host}",
            Key = new Secret(key),
            To = place,
            IsPerson = place.Contains('@', StringComparison.Ordinal),
        })]);
    }

    [GeneratedRegex(@"[\[\]\\`]")]
    private static partial Regex LinkMarks();

    [GeneratedRegex(@"^[A-Za-z0-9]{32}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?\z")]
    private static partial Regex Organisation();
}

internal sealed class ZulipTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>Where the API is; ends with a slash.</summary>
    public required Uri Api { get; init; }

    /// <summary>The bot's mail address, which is its name.</summary>
    public required string Bot { get; init; }

    public required Secret Key { get; init; }

    /// <summary>A channel's name, or a person's mail address.</summary>
    public required string To { get; init; }

    public bool IsPerson { get; init; }
}
