using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push;

/// <summary>Bark, push to iPhones: <c>bark[s]://HOST[:PORT]/DEVICEKEY[/DEVICEKEY…]?sound=&amp;group=</c> (Finb/bark-server, docs/API_V2.md).</summary>
internal sealed class BarkChannel(ChannelTools tools) : WebChannel<BarkTarget>(tools, Kind), IUrlChannel
{
    public static ChannelKind Kind { get; } = new("bark", ["bark", "barks"], Read)
    {
        Form = "barks://HOST/DEVICEKEY",
        // Apple takes 4,096 octets with all that is around them.
        Limits = new MessageLimits(Title: 250, Text: 2_500, LengthUnit.Utf8Bytes),
        HasLink = true,
    };

    protected override string Service => "Bark";

    // A notification of the same id takes the place of the first.
    protected override WebCall Call(Letter letter, BarkTarget target) => WebCall.Json(
        HttpMethod.Post,
        new Uri(target.Server, "push"),
        new JsonObject
        {
            ["device_key"] = target.Device.Reveal(),
            ["title"] = letter.Title,
            ["body"] = letter.Text,
            ["level"] = Level(letter.Alert),
            ["url"] = letter.Alert.Link?.AbsoluteUri,
            ["id"] = letter.AlertKey,
            ["sound"] = target.Sound,
            ["group"] = target.Group,
        }).WithLogin(target.User, target.Password);

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer is WebAnswer.Reply { IsSuccess: true } reply && reply["code"] != "200"
        ? new Outcome.Failed($"Bark answered {Printable.Of(reply["message"] ?? "without a code")}")
        : base.Judge(letter, answer);

    private static ParsedTargets Read(TargetUrl url)
    {
        if (url.Host.Length == 0 || url.Path.Count == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        var (options, sound, group) = (TargetOptions.Take(url), url.Take("sound"), url.Take("group"));
        return ParsedTargets.Of([.. url.Path.Distinct().Select((device, i) =>
            new BarkTarget(url.Named(Kind.Name, device, $"{url.Scheme}://{url.Authority}/***{(i == 0 ? "" : $"({i + 1})")}"), options)
            {
                Server = WebAddress.Of(url, url.Scheme == "barks", []),
                User = url.User,
                Password = url.Password is { } password ? new Secret(password) : null,
                Device = new Secret(device),
                Sound = sound,
                Group = group,
            })]);
    }

    private static string Level(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => "active",
        { Severity: Severity.Critical } => "critical",
        { Severity: Severity.Error } => "timeSensitive",
        { Severity: Severity.Warning } => "active",
        _ => "passive",
    };
}

internal sealed class BarkTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required Uri Server { get; init; }

    public required Secret Device { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    public string? Sound { get; init; }

    public string? Group { get; init; }
}
