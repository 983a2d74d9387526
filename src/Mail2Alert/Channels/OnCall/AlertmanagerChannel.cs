using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.OnCall;

/// <summary>
/// Prometheus Alertmanager, its API v2: <c>alertmanager[s]://[USER:PASSWORD@]HOST[:9093][,HOST…][/PREFIX]?label.NAME=VALUE</c>
/// (prometheus/alertmanager, api/v2/openapi.yaml).
/// </summary>
internal sealed partial class AlertmanagerChannel(ChannelTools tools) : WebChannel<AlertmanagerTarget>(tools, Kind), IUrlChannel
{
    private const string Remembered = "labels";
    private const int UsualPort = 9093;

    private static readonly TimeSpan UsualLength = TimeSpan.FromDays(30);

    // As long as Alertmanager itself lets an alert live that nobody repeats.
    private static readonly TimeSpan NewsLength = TimeSpan.FromMinutes(5);

    // A time that lies ahead by its clock would leave the alert firing: the later of two ends counts until one has passed.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    public static ChannelKind Kind { get; } = new("alertmanager", ["alertmanager", "alertmanagers"], Read)
    {
        Form = "alertmanager://HOST[:9093][,HOST…]",
        Limits = new MessageLimits(Title: 1024, Text: 16_384),
        ShowsStatus = true,
        HasLink = true,
    };

    protected override string Service => "Alertmanager";

    protected override async Task<Outcome> TellAsync(Letter letter, AlertmanagerTarget target, CancellationToken cancellationToken)
    {
        var outcome = Judge(letter, await AskAsync(Call(letter, target), target, cancellationToken));
        return outcome is not Outcome.Delivered ? outcome : letter.Alert.Status switch
        {
            AlertStatus.Firing => outcome with { Memo = Memo.Of((Remembered, LabelsOf(letter, target).ToJsonString())) },
            AlertStatus.Resolved => outcome with { Memo = Memo.None },
            _ => outcome,
        };
    }

    // An alert is its labels there. The mail that ends it may say other ones: what was told to fire is what must end.
    protected override WebCall Call(Letter letter, AlertmanagerTarget target)
    {
        var labels = LabelsOf(letter, target);
        var before = letter.Memo[Remembered] is { } told ? JsonNode.Parse(told)!.AsObject() : null;
        var alerts = new JsonArray();
        if (letter.Ends || (before is not null && !JsonNode.DeepEquals(before, labels)))
            alerts.Add(Ended(letter, before ?? labels));
        if (!letter.Ends)
            alerts.Add(Firing(letter, labels, letter.Alert.Status == AlertStatus.Info ? NewsLength : target.Length));
        var call = WebCall.Json(HttpMethod.Post, target.Endpoint, alerts);
        return target.Token is { } token ? call.WithBearer(token) : call.WithLogin(target.User, target.Password);
    }

    private JsonObject Firing(Letter letter, JsonObject labels, TimeSpan length) => new()
    {
        ["labels"] = labels,
        ["annotations"] = Annotations(letter),
        ["startsAt"] = letter.Alert.At,
        ["endsAt"] = Clock.GetUtcNow() + length,
        ["generatorURL"] = letter.Alert.Link?.AbsoluteUri,
    };

    private JsonObject Ended(Letter letter, JsonObject labels) => new()
    {
        ["labels"] = labels,
        ["annotations"] = Annotations(letter),
        ["endsAt"] = Clock.GetUtcNow() - ClockDifference,
        ["generatorURL"] = letter.Alert.Link?.AbsoluteUri,
    };

    private static JsonObject Annotations(Letter letter) => new() { ["summary"] = letter.Title, ["description"] = letter.Text };

    private static JsonObject LabelsOf(Letter letter, AlertmanagerTarget target)
    {
        var alert = letter.Alert;
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["alertname"] = alert.Source };
        foreach (var (name, value) in alert.Labels)
            labels[NameOf(name)] = value;
        (labels["source"], labels["key"], labels["severity"]) = (alert.Source, alert.Key, alert.Severity.ToString().ToLowerInvariant());
        foreach (var (name, value) in target.Labels)
            labels[name] = value;
        return new JsonObject(labels.Where(label => label.Value.Length > 0).Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
    }

    // Before 0.27 Alertmanager takes no others.
    private static string NameOf(string name) => Unfit().Replace(name, "_") is var fit && char.IsAsciiDigit(fit[0]) ? $"_{fit}" : fit;

    private static ParsedTargets Read(TargetUrl url)
    {
        if (url.Host.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        var length = url.Take("lasts") is { } lasts ? Duration.Milliseconds(lasts) : (long)UsualLength.TotalMilliseconds;
        if (length is not > 0)
            return ParsedTargets.Wrong("lasts is a length of time such as 7d or 12h");
        var labels = url.Untaken.Where(key => key.StartsWith("label.", StringComparison.Ordinal)).ToList()
            .ToImmutableSortedDictionary(key => NameOf(key["label.".Length..] is { Length: > 0 } name ? name : "_"), key => url.Take(key)!);
        var (options, token) = (TargetOptions.Take(url), url.Take("token"));
        return ParsedTargets.Of([.. url.Authority.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(server => new AlertmanagerTarget(
            url.Named(Kind.Name, server, $"{url.Scheme}://{server}{string.Concat(url.Path.Select(part => $"/{part}"))}"), options)
        {
            Endpoint = AddressOf(url, server),
            User = url.User,
            Password = url.Password is { } password ? new Secret(password) : null,
            Token = token is null ? null : new Secret(token),
            Labels = labels,
            Length = TimeSpan.FromMilliseconds(length.Value),
        })]);
    }

    private static Uri AddressOf(TargetUrl url, string server)
    {
        var place = HasPort().IsMatch(server) ? server : $"{server}:{UsualPort}";
        return new Uri($"{(url.Scheme == "alertmanagers" ? "https" : "http")}://{place}/{string.Concat(url.Path.Select(part => $"{Uri.EscapeDataString(part)}/"))}api/v2/alerts");
    }

    [GeneratedRegex("[^a-zA-Z0-9_]")]
    private static partial Regex Unfit();

    [GeneratedRegex(@":[0-9]+\z")]
    private static partial Regex HasPort();
}

internal sealed class AlertmanagerTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required Uri Endpoint { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    public Secret? Token { get; init; }

    /// <summary>On every alert, in place of what the alert says.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>After which an alert that nobody ends is over there.</summary>
    public required TimeSpan Length { get; init; }
}
