using System.Globalization;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Phone;

/// <summary>Vonage SMS, once Nexmo: <c>vonage://KEY:SECRET@FROM/TO[/TO…]</c> (Nexmo/api-specification, definitions/sms.yml).</summary>
internal sealed class VonageChannel(ChannelTools tools) : SmsChannel<VonageTarget>(tools, Kind), IUrlChannel
{
    // GSM 03.38, without what takes two places there. A text with anything else is sent in another form.
    private const string Gsm = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€";

    public static ChannelKind Kind { get; } = new("vonage", ["vonage", "nexmo"], Read)
    {
        Form = "vonage://KEY:SECRET@FROM/TO",
        Limits = new MessageLimits(Title: 0, Text: 1600),
    };

    protected override string Service => "Vonage";

    protected override WebCall Call(Letter letter, VonageTarget target) => WebCall.Form(new Uri("https://rest.nexmo.com/sms/json"),
    [
        ("api_key", target.Key),
        ("api_secret", target.Password.Reveal()),
        ("ttl", target.Ttl),
        ("from", target.From),
        ("to", target.To),
        ("text", letter.Text),
        ("type", letter.Text.All(Gsm.Contains) ? null : "unicode"),
    ]);

    // It answers 200 whatever becomes of the message, and tells that for each part.
    protected override Outcome Judge(Letter letter, WebAnswer answer) =>
        answer is WebAnswer.Reply { IsSuccess: true } reply ? Judge([.. (reply.Json?["messages"] as JsonArray ?? []).OfType<JsonObject>()]) : base.Judge(letter, answer);

    private static Outcome Judge(IReadOnlyList<JsonObject> parts)
    {
        if (parts.Count > 0 && parts.All(part => $"{part["status"]}" == "0"))
            return new Outcome.Delivered($"{parts[0]["message-id"]}");
        var refused = parts.FirstOrDefault(part => $"{part["status"]}" != "0");
        var why = $"Vonage answered {Printable.Of($"{refused?["status"]} {refused?["error-text"]}").Trim()}";
        // What went out in part is not sent again: that would cost the first part twice.
        return parts.Any(part => $"{part["status"]}" == "0") ? new Outcome.Failed($"{why}, and took other parts") : $"{refused?["status"]}" switch
        {
            "1" or "5" or "10" => new Outcome.Retry(why),
            "4" or "8" or "9" or "11" or "14" or "29" or "32" => new Outcome.Retry($"{why}: check key, secret and account"),
            _ => new Outcome.Failed(why),
        };
    }

    private static ParsedTargets Read(TargetUrl url)
    {
        var (key, secret, from) = (url.Take("key") ?? url.User, url.Take("secret") ?? url.Password, url.Take("from") ?? url.Take("source") ?? url.Host);
        var ttl = url.Take("ttl") ?? "900000";
        string[] places = [.. url.Path, .. url.TakeList("to")];
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret) || from.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        if (!int.TryParse(ttl, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds is < 20_000 or > 604_800_000)
            return ParsedTargets.Wrong("ttl is 20000 to 604800000 milliseconds");
        // Nobody named: the sender's own number, as with Apprise.
        if (places.Length == 0)
            places = [from];
        if (places.Any(place => PhoneNumber.DigitsOf(place) is null))
            return ParsedTargets.Wrong("who is told is a number with its country's code, such as 15557654321");
        var (options, sms) = (TargetOptions.Take(url), SmsOptions.Take(url));
        return ParsedTargets.Of([.. places.Select(place => PhoneNumber.DigitsOf(place)!).Distinct().Select(to => new VonageTarget(
            url.Named(Kind.Name, to, $"vonage://***/{to}"), options)
        {
            Key = key,
            Password = new Secret(secret),
            From = PhoneNumber.DigitsOf(from) ?? from,
            To = to,
            Ttl = ttl,
            Sms = sms,
        })]);
    }
}

internal sealed class VonageTarget(TargetName name, TargetOptions options) : SmsTarget(name, options)
{
    public required string Key { get; init; }

    public required Secret Password { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>How long it is tried, in milliseconds.</summary>
    public required string Ttl { get; init; }
}
