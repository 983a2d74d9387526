using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push;

/// <summary>Gotify: <c>gotify[s]://HOST[:PORT][/PATH]/TOKEN?priority=0…10</c> (gotify/server, docs/spec.json).</summary>
internal sealed class GotifyChannel(ChannelTools tools) : WebChannel<GotifyTarget>(tools, Kind), IUrlChannel
{
    public static ChannelKind Kind { get; } = new("gotify", ["gotify", "gotifys"], Read)
    {
        Form = "gotifys://HOST/TOKEN",
        Limits = new MessageLimits(Title: 250, Text: 32_768),
        HasLink = true,
        Formats = new Dictionary<string, Dialect> { ["markdown"] = Dialect.Markdown },
    };

    protected override string Service => "Gotify";

    protected override WebCall Call(Letter letter, GotifyTarget target) => WebCall.Json(
        HttpMethod.Post,
        new Uri(target.Server, "message"),
        new JsonObject
        {
            ["title"] = letter.Title,
            ["message"] = letter.Text.Length > 0 ? letter.Text : letter.Title,
            ["priority"] = target.Priority ?? Priority(letter.Alert),
            ["extras"] = new JsonObject
            {
                ["client::display"] = letter.Dialect == Dialect.Markdown ? new JsonObject { ["contentType"] = "text/markdown" } : null,
                ["client::notification"] = letter.Alert.Link is { } link
                    ? new JsonObject { ["click"] = new JsonObject { ["url"] = link.AbsoluteUri } }
                    : null,
            },
        }).With("X-Gotify-Key", target.Token.Reveal());

    protected override Outcome Judge(Letter letter, WebAnswer answer) =>
        answer is WebAnswer.Reply { IsSuccess: true } reply ? new Outcome.Delivered(reply["id"]) : base.Judge(letter, answer);

    private static ParsedTargets Read(TargetUrl url)
    {
        if (url.Host.Length == 0 || url.Path.Count == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        var server = WebAddress.Of(url, url.Scheme == "gotifys", url.Path.SkipLast(1));
        return ParsedTargets.Of(new GotifyTarget(url.Named(Kind.Name, "", $"{url.Scheme}://{url.Authority}/***"), TargetOptions.Take(url))
        {
            Server = server,
            Token = new Secret(url.Path[^1]),
            Priority = PriorityOf(url.Take("priority")),
        });
    }

    // The words are Apprise's.
    private static int? PriorityOf(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" => null,
        "low" => 0,
        "moderate" => 3,
        "normal" => 5,
        "high" => 8,
        "emergency" => 10,
        var number => int.TryParse(number, out var priority) && priority is >= 0 and <= 10 ? priority : null,
    };

    private static int Priority(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => 2,
        { Severity: Severity.Critical } => 10,
        { Severity: Severity.Error } => 8,
        { Severity: Severity.Warning } => 5,
        _ => 2,
    };
}

internal sealed class GotifyTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>Ends with a slash.</summary>
    public required Uri Server { get; init; }

    public required Secret Token { get; init; }

    /// <summary>Null for what the severity asks for.</summary>
    public int? Priority { get; init; }
}
