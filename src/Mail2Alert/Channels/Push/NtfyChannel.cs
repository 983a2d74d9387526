using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push;

/// <summary>ntfy: <c>ntfys://TOPIC</c> at ntfy.sh, <c>ntfy[s]://[USER[:PASSWORD]@|TOKEN@]HOST[:PORT]/TOPIC[/TOPIC…]</c> elsewhere (binwiederhier/ntfy, docs/publish.md).</summary>
internal sealed partial class NtfyChannel(ChannelTools tools) : WebChannel<NtfyTarget>(tools, Kind), IUrlChannel
{
    private const string CloudHost = "ntfy.sh";

    private static readonly TimeSpan Replenished = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan QuotaWait = TimeSpan.FromHours(1);

    public static ChannelKind Kind { get; } = new("ntfy", ["ntfy", "ntfys"], Read)
    {
        Form = "ntfys://HOST/TOPIC",
        // A server takes a text of 4,096 octets for a file (server.go, handlePublishBody).
        Limits = new MessageLimits(Title: 250, Text: 4_095, LengthUnit.Utf8Bytes),
        HasLink = true,
        // What a server takes unless it is told otherwise.
        Files = new FileLimits(Most: 1, Bytes: 15 * 1024 * 1024),
        Formats = new Dictionary<string, Dialect> { ["markdown"] = Dialect.Markdown },
        // What a server allows a visitor unless it is told otherwise.
        Pace = new Pace(60, Replenished),
        Owns = url => url.Scheme is "https" or "http" && url.Host == CloudHost,
    };

    protected override string Service => "ntfy";

    // A message has one file, which may also be one that is elsewhere.
    protected override ChannelKind KindOf(NtfyTarget target) => target.Attach is null ? Kind : Kind with { Files = FileLimits.None };

    protected override async Task<Outcome> TellAsync(Letter letter, NtfyTarget target, CancellationToken cancellationToken)
    {
        if (letter.Files is [var file, ..])
        {
            var answer = await AskAsync(WithLogin(NtfyFile.Call(target, Message(letter, target), file), target), target, cancellationToken);
            if (answer is WebAnswer.Reply { IsSuccess: true } or WebAnswer.Unsent)
                return Judge(letter, answer);
            // Many servers take no files, or none any more today, and the news must not wait for that.
        }
        return await base.TellAsync(letter, target, cancellationToken);
    }

    protected override WebCall Call(Letter letter, NtfyTarget target) => WithLogin(WebCall.Json(HttpMethod.Post, target.Server, Message(letter, target)), target);

    protected override Outcome Judge(Letter letter, WebAnswer answer) => (answer, base.Judge(letter, answer)) switch
    {
        (WebAnswer.Reply { IsSuccess: true } reply, _) => new Outcome.Delivered(reply["id"]),
        (WebAnswer.Reply { Status: 429 } reply, Outcome.Retry { After: null } retry) => retry with { After = WaitAfter(reply["code"]) },
        // A server that wants someone to be subscribed before anybody publishes.
        (WebAnswer.Reply { Status: 507 }, Outcome.Retry retry) => new Outcome.Failed(retry.Why),
        var (_, outcome) => outcome,
    };

    private static WebCall WithLogin(WebCall call, NtfyTarget target)
    {
        var complete = call.With("X-Actions", target.Actions is { } actions ? NtfyFile.Encoded(actions) : null);
        return target.Token is { } token ? complete.WithBearer(token) : complete.WithLogin(target.User, target.Password);
    }

    private static JsonObject Message(Letter letter, NtfyTarget target) => new()
    {
        ["topic"] = target.Topic,
        ["title"] = letter.Title,
        ["message"] = letter.Text.Length > 0 ? letter.Text : letter.Title,
        ["priority"] = target.Priority ?? Priority(letter.Alert),
        ["tags"] = new JsonArray([.. Signs(letter.Alert).Concat(target.Tags).Select(tag => (JsonNode)tag)]),
        ["click"] = target.Click ?? letter.Alert.Link?.AbsoluteUri,
        ["attach"] = target.Attach,
        ["filename"] = target.FileName,
        ["icon"] = target.Icon,
        ["delay"] = target.Delay,
        ["email"] = target.Email,
        ["markdown"] = letter.Dialect == Dialect.Markdown ? true : (bool?)null,
        // From 2.16 on, a message takes the place of the one before it with the same id. Parts of a text must not.
        ["sequence_id"] = letter.Alert.Status == AlertStatus.Info || target.Options.Overflow == Overflow.Split ? null : letter.AlertKey,
    };

    // Mails, attachments and messages are counted for hours or a day (server/errors.go).
    private static TimeSpan WaitAfter(string? code) => code is "42902" or "42905" or "42908" ? QuotaWait : Replenished;

    private static int Priority(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => 3,
        { Severity: Severity.Critical } => 5,
        { Severity: Severity.Error or Severity.Warning } => 4,
        _ => 3,
    };

    // ntfy shows tags of these names as signs.
    private static IEnumerable<string> Signs(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => ["white_check_mark"],
        { Severity: Severity.Critical or Severity.Error } => ["rotating_light"],
        { Severity: Severity.Warning } => ["warning"],
        _ => [],
    };

    private static ParsedTargets Read(TargetUrl url)
    {
        List<string> topics = [.. url.Path, .. url.TakeList("to")];
        var mode = url.Take("mode")?.ToLowerInvariant() ?? (url.Host == CloudHost || topics.Count == 0 ? "cloud" : "private");
        if (mode is not ("cloud" or "private"))
            return ParsedTargets.Wrong("mode is cloud or private");
        if (mode == "cloud" && url.Host is not (CloudHost or "" or "_"))
            topics.Insert(0, url.Host);
        if (topics.Count == 0 || url.Host.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}, or ntfys://TOPIC for {CloudHost}");
        if (!topics.All(topic => Topic().IsMatch(topic)))
            return ParsedTargets.Wrong("a topic is 1 to 64 letters, digits, '-' and '_'");
        var priority = url.Take("priority");
        if (!string.IsNullOrEmpty(priority) && PriorityOf(priority) is null)
            return ParsedTargets.Wrong("priority is max, high, default, low, min or 1 to 5");
        var isCloud = mode == "cloud";
        var server = isCloud ? new Uri($"https://{CloudHost}/") : WebAddress.Of(url, url.Scheme is "ntfys" or "https", []);
        var prototype = new NtfySettings(url, server, isCloud ? $"ntfys://{CloudHost}" : $"{url.Scheme}://{url.Authority}", PriorityOf(priority));
        return ParsedTargets.Of([.. topics.Distinct().Select(prototype.TargetOf)]);
    }

    private static int? PriorityOf(string? text) => Choice.Of(text, "max", "urgent", "high", "default", "low", "min") switch
    {
        "max" or "urgent" => 5,
        "high" => 4,
        "default" => 3,
        "low" => 2,
        "min" => 1,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var priority) && priority is >= 1 and <= 5 ? priority : null,
    };

    [GeneratedRegex(@"^[-_A-Za-z0-9]{1,64}\z")]
    private static partial Regex Topic();

    // What all topics of one URL share.
    private sealed class NtfySettings(TargetUrl url, Uri server, string shown, int? priority)
    {
        private readonly TargetOptions _options = TargetOptions.Take(url);
        private readonly IReadOnlyList<string> _tags = [.. url.TakeList("tags"), .. url.TakeList("xtags")];
        private readonly string? _token = TokenOf(url);
        private readonly bool _hasImage = url.TakeFlag("image", otherwise: true);

        public NtfyTarget TargetOf(string topic) => new(url.Named(Kind.Name, topic, $"{shown}/{topic}"), _options)
        {
            Server = server,
            Topic = topic,
            Token = _token is { } token ? new Secret(token) : null,
            User = url.User,
            Password = url.Password is { } password ? new Secret(password) : null,
            Priority = priority,
            Tags = _tags,
            Click = url.Take("click"),
            Attach = url.Take("attach"),
            FileName = url.Take("filename"),
            Icon = url.Take("avatar_url") is { } icon && _hasImage ? icon : null,
            Delay = url.Take("delay"),
            Email = url.Take("email"),
            Actions = url.Take("actions"),
        };

        private static string? TokenOf(TargetUrl url)
        {
            var auth = url.Take("auth")?.ToLowerInvariant();
            return url.Take("token")
                ?? (auth == "token" || (auth is null && url.Password is null && url.User?.StartsWith("tk_", StringComparison.Ordinal) == true) ? url.User : null);
        }
    }
}

internal sealed class NtfyTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required Uri Server { get; init; }

    public required string Topic { get; init; }

    public Secret? Token { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Null for what the severity asks for.</summary>
    public int? Priority { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Null for the alert's link.</summary>
    public string? Click { get; init; }

    /// <summary>The address of a file.</summary>
    public string? Attach { get; init; }

    public string? FileName { get; init; }

    public string? Icon { get; init; }

    public string? Delay { get; init; }

    public string? Email { get; init; }

    /// <summary>Buttons, in ntfy's short form.</summary>
    public string? Actions { get; init; }
}
