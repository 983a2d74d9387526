using System.Globalization;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push;

/// <summary>Pushover: <c>pover://USER@TOKEN[/DEVICE…][/#GROUP…]</c> (pushover.net/api).</summary>
internal sealed class PushoverChannel(ChannelTools tools) : WebChannel<PushoverTarget>(tools, Kind), IUrlChannel
{
    private const int Emergency = 2;
    private const int LongestUrl = 512;
    private const string Receipt = "receipt";

    private static readonly Uri Messages = new("https://api.pushover.net/1/messages.json");

    public static ChannelKind Kind { get; } = new("pushover", ["pover"], Read)
    {
        Form = "pover://USER@TOKEN",
        Limits = new MessageLimits(Title: 250, Text: 1024, LengthUnit.Runes),
        HasLink = true,
        Files = new FileLimits(Most: 1, Bytes: 5_242_880, ["image/*"]),
    };

    protected override string Service => "Pushover";

    protected override async Task<Outcome> TellAsync(Letter letter, PushoverTarget target, CancellationToken cancellationToken)
    {
        // What is over must not go on to wake people.
        if (letter.Ends && await CancelAsync(letter, target, cancellationToken) is Outcome.Retry notYet)
            return notYet;
        var outcome = Judge(letter, await AskAsync(Call(letter, target), target, cancellationToken));
        // Only the newest message about an alert does; an older one ends by itself, too.
        if (!letter.Ends && outcome is Outcome.Delivered)
            await CancelAsync(letter, target, cancellationToken);
        return outcome;
    }

    protected override WebCall Call(Letter letter, PushoverTarget target)
    {
        var priority = target.Priority ?? Priority(letter.Alert);
        var link = target.Url ?? letter.Alert.Link?.AbsoluteUri;
        (string Name, string? Value)[] fields =
        [
            ("token", target.Token.Reveal()),
            ("user", target.User.Reveal()),
            ("device", target.Device),
            ("title", letter.Title),
            ("message", letter.Text.Length > 0 ? letter.Text : letter.Title),
            ("priority", Text(priority)),
            ("retry", priority == Emergency ? Text(target.Interval) : null),
            ("expire", priority == Emergency ? Text(target.Expire) : null),
            ("sound", target.Sound),
            ("url", link?.Length <= LongestUrl ? link : null),
            ("url_title", link?.Length <= LongestUrl ? target.UrlTitle : null),
            ("timestamp", Text(letter.Alert.At.ToUnixTimeSeconds())),
        ];
        return letter.Files.Count == 0 ? WebCall.Form(Messages, fields) : WebCall.Multipart(Messages, fields, letter.Files.Select(file => ("attachment", file)));
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } reply when reply["status"] == "1" => new Outcome.Delivered(reply["request"])
        {
            Memo = letter.Alert.Status switch
            {
                AlertStatus.Firing => Memo.Of((Receipt, reply[Receipt])),
                AlertStatus.Resolved => Memo.None,
                _ => null,
            },
        },
        WebAnswer.Reply { IsSuccess: true } => new Outcome.Failed("Pushover answered that it did not take the message"),
        _ => base.Judge(letter, answer),
    };

    private async Task<Outcome?> CancelAsync(Letter letter, PushoverTarget target, CancellationToken cancellationToken)
    {
        if (letter.Memo[Receipt] is not { } receipt)
            return null;
        var call = WebCall.Form(
            new Uri($"https://api.pushover.net/1/receipts/{Uri.EscapeDataString(receipt)}/cancel.json"), [("token", target.Token.Reveal())]);
        return base.Judge(letter, await AskAsync(call, target, cancellationToken));
    }

    private static int Priority(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => -1,
        { Severity: Severity.Critical } => Emergency,
        { Severity: Severity.Error } => 1,
        { Severity: Severity.Warning } => 0,
        _ => -1,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static ParsedTargets Read(TargetUrl url)
    {
        var (priority, key, isEncrypted) = (url.Take("priority"), url.Take("key"), url.TakeFlag("e2ee", otherwise: false));
        if (string.IsNullOrEmpty(url.User) || url.Host.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}, the user's or group's key and the application's token");
        if (key is not null || isEncrypted)
            return ParsedTargets.Wrong("messages are not encrypted here: key and e2ee are not available");
        if (Seconds(url, "interval", 900) is not (>= 30 and var interval))
            return ParsedTargets.Wrong("interval is 30 seconds or more");
        if (Seconds(url, "expire", 3600) is not (<= 10_800 and var expire))
            return ParsedTargets.Wrong("expire is 10800 seconds (3 hours) or less");
        if (!string.IsNullOrEmpty(priority) && PriorityOf(priority) is null)
            return ParsedTargets.Wrong("priority is low, moderate, normal, high, emergency or -2 to 2");
        var options = TargetOptions.Take(url);
        return ParsedTargets.Of([.. Places(url).Select(place => new PushoverTarget(url.Named(Kind.Name, place.Address, $"pover://***@***/{place.Shown}"), options)
        {
            User = new Secret(place.User),
            Token = new Secret(url.Host),
            Device = place.Devices is "" or "ALL_DEVICES" ? null : place.Devices,
            Priority = PriorityOf(priority),
            Interval = interval,
            Expire = expire,
            Sound = url.Take("sound"),
            Url = url.Take("url"),
            UrlTitle = url.Take("url_title"),
        })]);
    }

    // One message goes to all devices of a user: it has one receipt. A group's key is as secret as a user's.
    private static IEnumerable<(string User, string Devices, string Address, string Shown)> Places(TargetUrl url)
    {
        var places = url.Path.Concat(url.TakeList("to")).Distinct().ToLookup(place => place.StartsWith('#'));
        if (places[false].Any() || !places[true].Any())
        {
            var devices = string.Join(',', places[false]);
            yield return (url.User!, devices, "", devices);
        }
        foreach (var (number, group) in places[true].Index())
            yield return (group[1..], "", group, $"#{number + 1}");
    }

    private static int? Seconds(TargetUrl url, string key, int otherwise) => url.Take(key) is not { Length: > 0 } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static int? PriorityOf(string? text) => Choice.Of(text, "low", "moderate", "normal", "high", "emergency") switch
    {
        "low" => -2,
        "moderate" => -1,
        "normal" => 0,
        "high" => 1,
        "emergency" => Emergency,
        _ => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority) && priority is >= -2 and <= 2 ? priority : null,
    };
}

internal sealed class PushoverTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>A user's or a group's key.</summary>
    public required Secret User { get; init; }

    /// <summary>Of the application.</summary>
    public required Secret Token { get; init; }

    /// <summary>Several with commas in between; null for all.</summary>
    public string? Device { get; init; }

    /// <summary>Null for what the severity asks for.</summary>
    public int? Priority { get; init; }

    /// <summary>How often an emergency is repeated, in seconds.</summary>
    public required int Interval { get; init; }

    /// <summary>How long it is, in seconds.</summary>
    public required int Expire { get; init; }

    public string? Sound { get; init; }

    /// <summary>Null for the alert's link.</summary>
    public string? Url { get; init; }

    public string? UrlTitle { get; init; }
}
