using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push;

/// <summary>Pushbullet: <c>pbul://TOKEN[/#CHANNEL][/DEVICE][/MAIL@ADDRESS]</c> (docs.pushbullet.com).</summary>
internal sealed class PushbulletChannel(ChannelTools tools) : WebChannel<PushbulletTarget>(tools, Kind), IUrlChannel
{
    public static ChannelKind Kind { get; } = new("pushbullet", ["pbul"], Read)
    {
        Form = "pbul://TOKEN",
        Limits = new MessageLimits(Title: 250, Text: 4096),
        HasLink = true,
    };

    protected override string Service => "Pushbullet";

    protected override WebCall Call(Letter letter, PushbulletTarget target)
    {
        var body = new JsonObject
        {
            ["type"] = letter.Alert.Link is null ? "note" : "link",
            ["title"] = letter.Title,
            ["body"] = letter.Text,
            ["url"] = letter.Alert.Link?.AbsoluteUri,
            // The same at every attempt: nothing is pushed twice.
            ["guid"] = letter.Key,
        };
        if (target.Place is var (member, place))
            body[member] = place;
        return WebCall.Json(HttpMethod.Post, new Uri("https://api.pushbullet.com/v2/pushes"), body).With("Access-Token", target.Token.Reveal());
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer is WebAnswer.Reply { IsSuccess: true } reply
        ? new Outcome.Delivered(reply["iden"])
        : base.Judge(letter, answer);

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
