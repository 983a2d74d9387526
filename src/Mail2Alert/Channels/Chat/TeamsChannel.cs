using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>
/// Microsoft Teams by a workflow: <c>workflows://HOST/WORKFLOW/SIGNATURE</c>, or the workflow's address as Teams shows it. It gets an Adaptive Card
/// (learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using).
/// </summary>
internal sealed class TeamsChannel(ChannelTools tools) : WebChannel<TeamsTarget>(tools, Kind), IUrlChannel
{
    private const string Moved =
        "Microsoft switched off the connectors of Teams in 2026: make the workflow \"Post to a channel when a webhook request is received\" and write its address here";

    // The card itself, and a link.
    private const int LongestLink = 1_500;

    // What runs workflows, also for governments.
    private static readonly string[] Hosts =
        [".logic.azure.com", ".logic.azure.us", ".api.powerplatform.com", ".api.powerautomate.com", ".flow.microsoft.com", ".api.gov.powerplatform.microsoft.us", ".flow.microsoft.us"];

    private static readonly string[] Former = [".webhook.office.com", "outlook.office.com", "outlook.office365.com"];

    public static ChannelKind Kind { get; } = new("teams", ["workflow", "workflows", "msteams"], Read)
    {
        Form = "workflows://HOST/WORKFLOW/SIGNATURE",
        // A request may be of 28 KiB in all.
        Limits = new MessageLimits(Title: 1_000, Text: 24_000, LengthUnit.JsonBytes),
        Dialect = ChatDialects.Teams,
        TitleDialect = ChatDialects.Teams,
        HasLink = true,
        // 60 in 30 seconds, and four a second at most, as the connectors had it.
        Pace = new Pace(Burst: 4, Every: TimeSpan.FromSeconds(1)),
        Owns = url => url.Scheme == "https" && Hosts.Concat(Former).Any(host => IsAt(url, host)),
    };

    protected override string Service => "Teams";

    protected override WebCall Call(Letter letter, TeamsTarget target) => WebCall.Json(HttpMethod.Post, target.Workflow, new JsonObject
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["body"] = new JsonArray(Title(letter), new JsonObject { ["type"] = "TextBlock", ["text"] = letter.Text, ["wrap"] = target.Wraps }),
                ["actions"] = Actions(letter),
                ["msteams"] = new JsonObject { ["width"] = "full" },
            },
        }),
    });

    // Connectors said 200 of what Teams had refused; some workflows still hand that on.
    protected override Outcome Judge(Letter letter, WebAnswer answer) =>
        answer is WebAnswer.Reply { IsSuccess: true, Body: var body } && body.Contains("returned HTTP error 429", StringComparison.Ordinal)
            ? new Outcome.Retry("Teams is told too much at once")
            : base.Judge(letter, answer);

    private static JsonObject Title(Letter letter) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = AlertLook.Title(letter),
        ["style"] = "heading",
        ["weight"] = "Bolder",
        ["size"] = "Large",
        ["wrap"] = true,
        ["color"] = letter.Alert switch
        {
            { Status: AlertStatus.Resolved } => "good",
            { Severity: Severity.Error or Severity.Critical } => "attention",
            { Severity: Severity.Warning } => "warning",
            _ => "accent",
        },
    };

    private static JsonArray? Actions(Letter letter) => letter.Alert.Link is { AbsoluteUri: { Length: <= LongestLink } link }
        ? new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open", ["url"] = link })
        : null;

    private static ParsedTargets Read(TargetUrl url)
    {
        if (url.Scheme == "msteams" || Former.Any(host => IsAt(url, host)))
            return ParsedTargets.Wrong(Moved);
        if (url.Scheme != "https" && !Hosts.Any(host => IsAt(url, host)))
            return ParsedTargets.Wrong($"expected {Kind.Form}, with a host of Microsoft's such as prod-01.westus.logic.azure.com");
        if ((url.Scheme == "https" ? Native(url) : Made(url)) is not { } address)
            return ParsedTargets.Wrong($"expected {Kind.Form}, or the workflow's whole address as Teams shows it, to the end of 'sig'");
        return ParsedTargets.Of(new TeamsTarget(url.Named(Kind.Name, "", $"workflows://{url.Host}/***"), TargetOptions.Take(url))
        {
            Workflow = address,
            Wraps = url.TakeFlag("wrap", otherwise: true),
        });
    }

    // Its keys are the workflow's, and go there as they are.
    private static Uri? Native(TargetUrl url)
    {
        foreach (var key in url.Untaken.ToList())
            url.Take(key);
        return url.Take("sig") is { Length: > 0 } && Uri.TryCreate(url.Text.Trim(), UriKind.Absolute, out var address) ? address : null;
    }

    private static Uri? Made(TargetUrl url)
    {
        ChatKeys.Ignore(url);
        var workflow = url.Take("id") ?? url.Take("workflow") ?? url.Path.ElementAtOrDefault(0);
        var signature = url.Take("sig") ?? url.Take("signature") ?? url.Path.ElementAtOrDefault(1);
        if (workflow is null || signature is null || !WebAddress.IsHost(url.Host))
            return null;
        var route = url.Take("route") ?? url.Take("routeid");
        var isNew = url.TakeFlag("pa", otherwise: false) || url.TakeFlag("powerautomate", otherwise: false) || route is not null;
        var version = url.Take("api-version") ?? url.Take("ver") ?? (isNew ? "2022-03-01-preview" : "2016-06-01");
        var before = isNew ? $"/powerautomate/automations/direct{(route is null ? "" : $"/cu/{Uri.EscapeDataString(route)}")}" : "";
        return new Uri($"https://{url.Authority}{before}/workflows/{Uri.EscapeDataString(workflow)}/triggers/manual/paths/invoke"
            + $"?api-version={Uri.EscapeDataString(version)}&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={Uri.EscapeDataString(signature)}");
    }

    private static bool IsAt(TargetUrl url, string host) => host[0] == '.'
        ? url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)
        : url.Host.Equals(host, StringComparison.OrdinalIgnoreCase);
}

internal sealed class TeamsTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>The signature in it is its secret.</summary>
    public required Uri Workflow { get; init; }

    public bool Wraps { get; init; }
}
