using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.OnCall;

/// <summary>Splunk On-Call, once VictorOps: <c>splunk://ROUTING_KEY@API_KEY[/ENTITY]</c> (help.splunk.com, REST endpoint).</summary>
internal sealed class SplunkChannel(ChannelTools tools) : WebChannel<SplunkTarget>(tools, Kind), IUrlChannel
{
    private static readonly FrozenDictionary<string, string> UsualActions = new Dictionary<string, string>
    {
        ["info"] = "info",
        ["success"] = "recovery",
        ["warning"] = "warning",
        ["failure"] = "critical",
    }.ToFrozenDictionary();

    public static ChannelKind Kind { get; } = new("splunk", ["splunk", "victorops"], Read)
    {
        Form = "splunk://ROUTING_KEY@API_KEY",
        Limits = new MessageLimits(Title: 250, Text: 20_480, LengthUnit.Runes),
        ShowsStatus = true,
        HasLink = true,
        Owns = url => url.Scheme is "https" or "http" && url.Host == "alert.victorops.com" && url.Path is [_, _, _, "alert", _, _, ..],
    };

    protected override string Service => "Splunk On-Call";

    protected override WebCall Call(Letter letter, SplunkTarget target)
    {
        var body = new JsonObject
        {
            ["message_type"] = TypeOf(target.Actions[NotifyType.Of(letter.Alert)]),
            ["entity_id"] = target.Entity ?? IncidentKey.Of(letter),
            ["entity_display_name"] = letter.Title,
            ["state_message"] = letter.Text,
            ["state_start_time"] = letter.Alert.At.ToUnixTimeSeconds(),
            ["monitoring_tool"] = "Mail2Alert",
            ["vo_annotate.u.Link"] = letter.Alert.Link?.AbsoluteUri,
        };
        // Its rules can go by them.
        foreach (var (name, value) in letter.Alert.Labels)
            body.TryAdd(name, value);
        return WebCall.Json(HttpMethod.Post, target.Endpoint, body);
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } reply when reply["result"] == "failure" =>
            new Outcome.Failed($"Splunk On-Call did not take it: {Printable.Of(reply["message"] ?? reply.Json?["messages"]?.ToJsonString() ?? "it does not say why")}"),
        WebAnswer.Reply { IsSuccess: true } reply => new Outcome.Delivered(reply["entity_id"]),
        _ => base.Judge(letter, answer),
    };

    private static string TypeOf(string action) => action == "resolve" ? "RECOVERY" : action.ToUpperInvariant();

    private static ParsedTargets Read(TargetUrl url)
    {
        var isNative = url.Scheme is "https" or "http";
        var key = url.Take("apikey") ?? (isNative ? url.Path[4] : url.Host);
        var route = url.Take("routing_key") ?? url.Take("route") ?? (isNative ? url.Path[5] : url.User);
        var entity = url.Take("entity_id") ?? string.Join('/', isNative ? url.Path.Skip(6) : url.Path);
        if (key.Length == 0 || string.IsNullOrEmpty(route))
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        if (ActionMap.Read(url, UsualActions, "info", "warning", "critical", "acknowledgement", "recovery", "resolve") is not { } actions)
            return ParsedTargets.Wrong("action is map, info, warning, critical, acknowledgement or recovery; so are :info, :success, :warning and :failure, but for map");
        return ParsedTargets.Of(new SplunkTarget(url.Named(Kind.Name, "", $"splunk://{route}@***{(entity.Length > 0 ? $"/{entity}" : "")}"), TargetOptions.Take(url))
        {
            Endpoint = new Uri($"https://alert.victorops.com/integrations/generic/20131114/alert/{Uri.EscapeDataString(key)}/{Uri.EscapeDataString(route)}"),
            Entity = entity.Length > 0 ? entity : null,
            Actions = actions,
        });
    }
}

internal sealed class SplunkTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>With both keys in it.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>One for all alerts; null for the alert's own.</summary>
    public string? Entity { get; init; }

    /// <summary>By <see cref="NotifyType"/>.</summary>
    public required IReadOnlyDictionary<string, string> Actions { get; init; }
}
