using System.Text;
using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.OnCall;

/// <summary>PagerDuty, Events API v2: <c>pagerduty://INTEGRATION_KEY[@API_KEY][/SOURCE[/COMPONENT]]</c> (PagerDuty/api-schema, reference/events-v2).</summary>
internal sealed class PagerDutyChannel(ChannelTools tools) : WebChannel<PagerDutyTarget>(tools, Kind), IUrlChannel
{
    // PagerDuty takes no longer bodies. A text of the greatest length takes 393,216 at the most.
    private const int MostOctets = 512_000;

    public static ChannelKind Kind { get; } = new("pagerduty", ["pagerduty"], Read)
    {
        Form = "pagerduty://INTEGRATION_KEY",
        Limits = new MessageLimits(Title: 1024, Text: 65_536),
        ShowsStatus = true,
        HasLink = true,
    };

    protected override string Service => "PagerDuty";

    protected override WebCall Call(Letter letter, PagerDutyTarget target)
    {
        var whole = Event(letter, target, letter.Alert.Labels);
        var fits = Encoding.UTF8.GetByteCount(whole.ToJsonString()) <= MostOctets;
        return WebCall.Json(HttpMethod.Post, target.Server, fits ? whole : Event(letter, target, []));
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer is WebAnswer.Reply { IsSuccess: true } reply
        ? new Outcome.Delivered(reply["dedup_key"])
        : base.Judge(letter, answer);

    private static JsonObject Event(Letter letter, PagerDutyTarget target, IEnumerable<KeyValuePair<string, string>> labels) => new()
    {
        ["routing_key"] = target.Key.Reveal(),
        ["event_action"] = letter.Ends ? "resolve" : "trigger",
        ["dedup_key"] = target.Dedup ?? IncidentKey.Of(letter),
        ["payload"] = letter.Ends ? null : Payload(letter, target, labels),
        ["client"] = "Mail2Alert",
        ["links"] = letter.Ends ? null : Links(letter, target),
    };

    private static JsonObject Payload(Letter letter, PagerDutyTarget target, IEnumerable<KeyValuePair<string, string>> labels) => new()
    {
        ["summary"] = letter.Title,
        ["severity"] = target.Severity ?? letter.Alert.Severity.ToString().ToLowerInvariant(),
        ["source"] = target.Source ?? letter.Alert.Labels["host"] ?? letter.Alert.Source,
        ["timestamp"] = letter.Alert.At,
        ["component"] = target.Component,
        ["group"] = target.Group,
        ["class"] = target.Class ?? letter.Alert.Event,
        ["custom_details"] = Details(letter, target, labels),
    };

    private static JsonObject Details(Letter letter, PagerDutyTarget target, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var details = new JsonObject();
        foreach (var (name, value) in labels.Concat(target.Details))
            details[name] = value;
        details["text"] = letter.Text;
        return details;
    }

    private static JsonArray? Links(Letter letter, PagerDutyTarget target)
    {
        string?[] addresses = [letter.Alert.Link?.AbsoluteUri, target.Click];
        return addresses.All(string.IsNullOrEmpty)
            ? null
            : [.. addresses.Where(address => !string.IsNullOrEmpty(address)).Select(address => new JsonObject { ["href"] = address })];
    }

    private static ParsedTargets Read(TargetUrl url)
    {
        // Apprise asks for a key of the REST API, too, which events do not need.
        url.Take("apikey");
        url.Ignore("image", "no icon is shown", "no");
        var key = url.Take("integrationkey") ?? url.User ?? url.Host;
        var (region, severity) = (url.Take("region")?.ToLowerInvariant() ?? "us", url.Take("severity"));
        if (key.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        if (region is not ("us" or "eu"))
            return ParsedTargets.Wrong("region is us or eu");
        if (severity is not null && SeverityOf(severity) is null)
            return ParsedTargets.Wrong("severity is critical, error, warning or info");
        return ParsedTargets.Of(new PagerDutyTarget(url.Named(Kind.Name, "", $"pagerduty://***{string.Concat(url.Path.Select(part => $"/{part}"))}"), TargetOptions.Take(url))
        {
            Server = new Uri(region == "eu" ? "https://events.eu.pagerduty.com/v2/enqueue" : "https://events.pagerduty.com/v2/enqueue"),
            Key = new Secret(key),
            Severity = SeverityOf(severity),
            Source = url.Take("source") ?? url.Path.ElementAtOrDefault(0),
            Component = url.Take("component") ?? url.Path.ElementAtOrDefault(1),
            Group = url.Take("group"),
            Class = url.Take("class"),
            Click = url.Take("click"),
            Dedup = url.Take("dedup"),
            Details = url.Headers,
        });
    }

    private static string? SeverityOf(string? text) => Choice.Of(text, Enum.GetValues<Severity>().Select(severity => severity.ToString().ToLowerInvariant()));
}

internal sealed class PagerDutyTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required Uri Server { get; init; }

    /// <summary>Of an integration of a service in PagerDuty.</summary>
    public required Secret Key { get; init; }

    /// <summary>Null for the alert's.</summary>
    public string? Severity { get; init; }

    /// <summary>Null for the alert's host.</summary>
    public string? Source { get; init; }

    public string? Component { get; init; }

    public string? Group { get; init; }

    /// <summary>Null for the alert's event.</summary>
    public string? Class { get; init; }

    /// <summary>An address beside the alert's own.</summary>
    public string? Click { get; init; }

    /// <summary>One for all alerts; null for the alert's own.</summary>
    public string? Dedup { get; init; }

    public required IReadOnlyDictionary<string, string> Details { get; init; }
}
