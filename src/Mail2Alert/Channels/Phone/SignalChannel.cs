using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Phone;

/// <summary>Signal, by signal-cli-rest-api: <c>signal[s]://[USER:PASSWORD@]HOST[:PORT]/+FROM[/+TO…][/@GROUP…]</c> (bbernhard/signal-cli-rest-api).</summary>
internal sealed partial class SignalChannel(ChannelTools tools) : WebChannel<SignalTarget>(tools, Kind), IUrlChannel
{
    private const string GroupPrefix = "group.";

    // It starts a program for each message, unless it runs in another mode.
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(60);

    // Signal wants a person to prove that they are one, and nothing goes out before.
    private static readonly TimeSpan ChallengeWait = TimeSpan.FromMinutes(30);

    public static ChannelKind Kind { get; } = new("signal", ["signal", "signals"], Read)
    {
        Form = "signal://HOST:8080/+FROM/+TO",
        Limits = new MessageLimits(Title: 0, Text: 2000),
        // They stand in the request a third longer than they are.
        Files = new FileLimits(Most: 5, Bytes: 8 * 1024 * 1024),
    };

    protected override string Service => "Signal";

    protected override WebCall Call(Letter letter, SignalTarget target) => WebCall.Json(HttpMethod.Post, new Uri(target.Server, "v2/send"), new JsonObject
    {
        ["number"] = target.From,
        ["recipients"] = new JsonArray(target.To),
        ["message"] = target.ShowsStatus ? $"{Mark(letter.Alert)} {letter.Text}" : letter.Text,
        ["text_mode"] = "normal",
        ["base64_attachments"] = letter.Files.Count == 0 ? null : new JsonArray([.. letter.Files.Select(file => (JsonNode)DataOf(file))]),
        // Later news of an alert answers the first.
        ["quote_timestamp"] = long.TryParse(letter.Memo["timestamp"], out var timestamp) ? timestamp : (long?)null,
        ["quote_author"] = letter.Memo.IsNone ? null : target.From,
        ["quote_message"] = letter.Memo["title"],
    }).WithLogin(target.User, target.Password);

    protected override Outcome Judge(Letter letter, WebAnswer answer) => (answer, base.Judge(letter, answer)) switch
    {
        (WebAnswer.Reply { IsSuccess: true } reply, _) => new Outcome.Delivered(reply["timestamp"]) { Memo = MemoOf(letter, reply["timestamp"]) },
        (WebAnswer.Reply { Status: 429 }, Outcome.Retry { After: null } retry) => retry with { After = ChallengeWait },
        var (_, outcome) => outcome,
    };

    private static Memo? MemoOf(Letter letter, string? timestamp) => letter.Alert.Status switch
    {
        AlertStatus.Resolved => Memo.None,
        AlertStatus.Firing when letter.Memo.IsNone && timestamp is not null => Memo.Of(("timestamp", timestamp), ("title", letter.Alert.Title)),
        _ => null,
    };

    private static string DataOf(LetterFile file) => $"data:{file.MediaType};filename={file.Name};base64,{Convert.ToBase64String(file.Bytes.Span)}";

    // Apprise's.
    private static string Mark(Alert alert) => NotifyType.Of(alert) switch
    {
        "success" => "[+]",
        "info" => "[i]",
        "warning" => "[~]",
        _ => "[!]",
    };

    private static ParsedTargets Read(TargetUrl url)
    {
        // Apprise tells ten in one request.
        url.Ignore("batch", "each target is told by itself", "no");
        List<string> places = [.. url.Path, .. url.TakeList("to")];
        var sender = url.Take("from");
        if (sender is null && places.Count > 0)
        {
            sender = places[0];
            places.RemoveAt(0);
        }
        if (url.Host.Length == 0 || sender is null || PhoneNumber.DigitsOf(sender) is not { } from)
            return ParsedTargets.Wrong($"expected {Kind.Form}, with the country's code in both numbers");
        if (places.Any(place => RecipientOf(place) is null))
            return ParsedTargets.Wrong("who is told is a number such as +15557654321, a group such as group.ABC= or a user's name such as name.01");
        // Nobody named: a note to oneself, as with Apprise.
        var recipients = places.Count == 0 ? [$"+{from}"] : places.Select(place => RecipientOf(place)!).Distinct().ToList();
        var (options, hasTimeout, showsStatus) = (TargetOptions.Take(url), url.Take("rto") is not null, url.TakeFlag("status", otherwise: false));
        return ParsedTargets.Of([.. recipients.Select(to => new SignalTarget(
            url.Named(Kind.Name, to, $"{url.Scheme}://{url.Authority}/{to}"), hasTimeout ? options : options with { Timeout = UsualTimeout })
        {
            Server = WebAddress.Of(url, url.Scheme == "signals", []),
            User = url.User,
            Password = url.Password is { } password ? new Secret(password) : null,
            From = $"+{from}",
            To = to,
            ShowsStatus = showsStatus,
        })]);
    }

    private static string? RecipientOf(string place) => place switch
    {
        ['@', _, ..] => place[1..].StartsWith(GroupPrefix, StringComparison.Ordinal) ? place[1..] : GroupPrefix + place[1..],
        _ when place.StartsWith(GroupPrefix, StringComparison.Ordinal) => place,
        _ when PhoneNumber.DigitsOf(place) is { } digits => $"+{digits}",
        _ => UserName().IsMatch(place) ? place : null,
    };

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{2,31}\.[0-9]{2,}\z")]
    private static partial Regex UserName();
}

internal sealed class SignalTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>Ends with a slash.</summary>
    public required Uri Server { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>True for a mark such as <c>[!]</c> before the text.</summary>
    public required bool ShowsStatus { get; init; }
}
