using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push;

/// <summary>Pushbullet: <c>pbul://TOKEN[/#CHANNEL][/DEVICE][/MAIL@ADDRESS]</c> (docs.pushbullet.com).</summary>
internal sealed class PushbulletChannel(ChannelTools tools) : WebChannel<PushbulletTarget>(tools, Kind), IUrlChannel
{
    private static readonly Uri Api = new("https://api.pushbullet.com/v2/");

    public static ChannelKind Kind { get; } = new("pushbullet", ["pbul"], Read)
    {
        Form = "pbul://TOKEN",
        Limits = new MessageLimits(Title: 250, Text: 4096),
        HasLink = true,
        // What a user without a subscription may upload.
        Files = new FileLimits(Most: 10, Bytes: 25 * 1024 * 1024),
    };

    protected override string Service => "Pushbullet";

    protected override async Task<Outcome> TellAsync(Letter letter, PushbulletTarget target, CancellationToken cancellationToken)
    {
        var outcome = await base.TellAsync(letter, target, cancellationToken);
        // The news has arrived: what becomes of its files must not make it come again.
        if (outcome is Outcome.Delivered)
        {
            foreach (var (index, file) in letter.Files.Index())
                await PushFileAsync($"{letter.Key}.file{index}", file, target, cancellationToken);
        }
        return outcome;
    }

    protected override WebCall Call(Letter letter, PushbulletTarget target) => Push(letter.Key, target, new JsonObject
    {
        ["type"] = letter.Alert.Link is null ? "note" : "link",
        ["title"] = letter.Title,
        ["body"] = letter.Text,
        ["url"] = letter.Alert.Link?.AbsoluteUri,
    });

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer is WebAnswer.Reply { IsSuccess: true } reply
        ? new Outcome.Delivered(reply["iden"])
        : base.Judge(letter, answer);

    // In three steps: a place for the file, the file, and a push that names it (docs.pushbullet.com, Upload Request).
    private async Task PushFileAsync(string key, LetterFile file, PushbulletTarget target, CancellationToken cancellationToken)
    {
        var place = Method("upload-request", target, new JsonObject { ["file_name"] = file.Name, ["file_type"] = file.MediaType });
        if (await AskAsync(place, target, cancellationToken) is not WebAnswer.Reply { IsSuccess: true } granted
            || !Uri.TryCreate(granted["upload_url"], UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            return;
        }
        // Where files are kept in Amazon's S3, a form must have the fields that it was granted with.
        var fields = granted.Json?["data"] is JsonObject data ? data.Select(field => (field.Key, field.Value?.ToString())) : [];
        if (await AskAsync(WebCall.Multipart(address, fields, [("file", file)]), target, cancellationToken) is not WebAnswer.Reply { IsSuccess: true })
            return;
        await AskAsync(Push(key, target, new JsonObject
        {
            ["type"] = "file",
            ["file_name"] = file.Name,
            ["file_type"] = granted["file_type"] ?? file.MediaType,
            ["file_url"] = granted["file_url"],
        }), target, cancellationToken);
    }

    private static WebCall Push(string key, PushbulletTarget target, JsonObject body)
    {
        // The same at every attempt: nothing is pushed twice.
        body["guid"] = key;
        if (target.Place is var (member, place))
            body[member] = place;
        return Method("pushes", target, body);
    }

    private static WebCall Method(string name, PushbulletTarget target, JsonObject body) =>
        WebCall.Json(HttpMethod.Post, new Uri(Api, name), body).With("Access-Token", target.Token.Reveal());

    private static ParsedTargets Read(TargetUrl url)
    {
        if (url.Host.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}, an access token");
        var (options, token) = (TargetOptions.Take(url), new Secret(url.Host));
        string[] places = [.. url.Path.Concat(url.TakeList("to")).Distinct()];
        return ParsedTargets.Of([.. places.DefaultIfEmpty("").Select(place => new PushbulletTarget(
            url.Named(Kind.Name, place, place.Length == 0 ? "pbul://***" : $"pbul://***/{place}"), options)
        {
            Token = token,
            Place = place switch
            {
                "" => null,
                ['#', ..] => ("channel_tag", place[1..]),
                _ when place.Contains('@') => ("email", place),
                _ => ("device_iden", place),
            },
        })]);
    }
}

internal sealed class PushbulletTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required Secret Token { get; init; }

    /// <summary>The member of a push that says where to, and its value; null for all devices.</summary>
    public (string Member, string Value)? Place { get; init; }
}
