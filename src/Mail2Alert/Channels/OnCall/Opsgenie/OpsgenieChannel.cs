using System.Collections.Frozen;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.OnCall.Opsgenie;

/// <summary>
/// Opsgenie and the alerts of Jira Service Management, which took its API over: <c>opsgenie://KEY</c>, <c>jira://KEY</c>, with those who
/// respond in the path: <c>/#team/@user/*schedule/^escalation</c> (opsgenie/opsgenie-go-sdk-v2).
/// </summary>
internal sealed class OpsgenieChannel(ChannelTools tools) : WebChannel<OpsgenieTarget>(tools, Kind), IUrlChannel
{
    private const string Us = "us";

    private static readonly FrozenDictionary<string, string> UsualActions = new Dictionary<string, string>
    {
        ["info"] = "new",
        ["success"] = "close",
        ["warning"] = "new",
        ["failure"] = "new",
    }.ToFrozenDictionary();

    public static ChannelKind Kind { get; } = new("opsgenie", ["opsgenie", "jira"], Read)
    {
        Form = "opsgenie://KEY or jira://KEY",
        Limits = new MessageLimits(Title: 130, Text: 15_000),
        ShowsStatus = true,
    };

    protected override string Service => "Opsgenie";

    protected override async Task<Outcome> TellAsync(Letter letter, OpsgenieTarget target, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(Call(letter, target), target, cancellationToken);
        return answer is WebAnswer.Reply { IsSuccess: true } reply
            ? new Outcome.Delivered(reply["requestId"])
            : WebJudge.Of(answer, target.IsJira ? "Jira Service Management" : Service, Clock);
    }

    protected override WebCall Call(Letter letter, OpsgenieTarget target)
    {
        var action = target.Actions[NotifyType.Of(letter.Alert)];
        var alert = $"{target.Server}/{Uri.EscapeDataString(target.Alias ?? IncidentKey.Of(letter))}";
        var call = action switch
        {
            "new" => WebCall.Json(HttpMethod.Post, new Uri(target.Server), OpsgenieAlert.New(letter, target)),
            "delete" => new WebCall(HttpMethod.Delete, new Uri($"{alert}?identifierType=alias&source={OpsgenieAlert.Sender}")),
            "note" => WebCall.Json(HttpMethod.Post, new Uri($"{alert}/notes?identifierType=alias"), OpsgenieAlert.Note(letter, target)),
            _ => WebCall.Json(HttpMethod.Post, new Uri($"{alert}/{action}?identifierType=alias"), OpsgenieAlert.Note(letter, target)),
        };
        return call.With("Authorization", $"GenieKey {target.Key.Reveal()}");
    }

    private static ParsedTargets Read(TargetUrl url)
    {
        // One alert has all who respond; Apprise sends it once for each.
        url.Ignore("batch", "each target is told by itself", "no");
        var isJira = url.Scheme == "jira";
        var region = isJira ? Us : url.Take("region")?.ToLowerInvariant() ?? Us;
        var priority = url.Take("priority");
        if (url.Host.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}, the key of an API integration");
        if (region is not (Us or "eu"))
            return ParsedTargets.Wrong("region is us or eu");
        if (!string.IsNullOrEmpty(priority) && OpsgeniePriority.Of(priority) is null)
            return ParsedTargets.Wrong("priority is P1 (the most urgent) to P5");
        if (ActionMap.Read(url, UsualActions, "new", "close", "delete", "acknowledge", "note") is not { } actions)
            return ParsedTargets.Wrong("action is map, new, close, delete, acknowledge or note; so are :info, :success, :warning and :failure, but for map");
        var shown = string.Concat(url.Path.Select(part => $"/{part}"));
        return ParsedTargets.Of(new OpsgenieTarget(url.Named(Kind.Name, "", $"{url.Scheme}://***{shown}"), TargetOptions.Take(url))
        {
            IsJira = isJira,
            Server = isJira ? "https://api.atlassian.com/jsm/ops/integration/v2/alerts"
                : region == Us ? "https://api.opsgenie.com/v2/alerts" : "https://api.eu.opsgenie.com/v2/alerts",
            Key = new Secret(url.Host),
            User = url.User,
            Actions = actions,
            Responders = [.. url.Path.Concat(url.TakeList("to")).Distinct().Select(OpsgenieResponder.Of)],
            Priority = OpsgeniePriority.Of(priority),
            Alias = url.Take("alias"),
            Entity = url.Take("entity"),
            Tags = url.TakeList("tags"),
            Details = url.Headers,
        }) with
        {
            Warnings = OpsgeniePriority.Warnings(priority),
        };
    }
}
