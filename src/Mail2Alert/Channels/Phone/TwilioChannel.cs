using System.Security;
using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Phone;

/// <summary>
/// Twilio: <c>twilio://SID:TOKEN@FROM[/TO…]</c>, as SMS, by WhatsApp (<c>/w:+TO</c>) or as a call (<c>method=call</c>) (twilio/twilio-oai).
/// </summary>
internal sealed partial class TwilioChannel(ChannelTools tools) : SmsChannel<TwilioTarget>(tools, Kind), IUrlChannel
{
    public static ChannelKind Kind { get; } = new("twilio", ["twilio"], Read)
    {
        Form = "twilio://SID:TOKEN@FROM/TO",
        Limits = new MessageLimits(Title: 0, Text: 1600),
    };

    protected override string Service => "Twilio";

    protected override WebCall Call(Letter letter, TwilioTarget target) => WebCall.Form(
        new Uri($"https://api.twilio.com/2010-04-01/Accounts/{target.Account}/{(target.IsCall ? "Calls" : "Messages")}.json"),
        [
            ("To", target.To),
            ("From", target.From.StartsWith("MG", StringComparison.Ordinal) ? null : target.From),
            ("MessagingServiceSid", target.From.StartsWith("MG", StringComparison.Ordinal) ? target.From : null),
            target.IsCall ? ("Twiml", $"<Response><Say>{Spoken(letter.Text)}</Say></Response>") : ("Body", letter.Text),
        ]).WithLogin(target.User, target.Token);

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer is WebAnswer.Reply { IsSuccess: true } reply
        ? new Outcome.Delivered(reply["sid"])
        : base.Judge(letter, answer);

    // XML has no form for what does not print.
    private static string Spoken(string text) => SecurityElement.Escape(string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Printable.Of)));

    private static ParsedTargets Read(TargetUrl url)
    {
        var (account, token, key) = (url.Take("sid") ?? url.User, url.Take("token") ?? url.Password, url.Take("apikey"));
        var sender = url.Take("from") ?? url.Take("source");
        List<string> places = [.. url.Path, .. url.TakeList("to")];
        // Where a key names the sender, the host is one more to tell.
        if (sender is not null && url.Host is not ("" or "_"))
            places.Insert(0, url.Host);
        sender ??= url.Host;
        var method = Choice.Of(url.Take("method") ?? "sms", "sms", "call");
        if (account is null || !Account().IsMatch(account) || string.IsNullOrEmpty(token))
            return ParsedTargets.Wrong($"expected {Kind.Form}, with the account's SID, which begins with AC");
        if (SenderOf(sender) is not { } from)
            return ParsedTargets.Wrong("FROM is a number such as +15551231234, a short code or the SID of a messaging service");
        if (method is null)
            return ParsedTargets.Wrong("method is sms or call");
        if (places.Count == 0)
            places.Add(sender);
        if (places.Any(place => NumberOf(place) is null))
            return ParsedTargets.Wrong("who is told is a number with its country's code, such as +15557654321, by WhatsApp w:+15557654321");
        var (options, sms) = (TargetOptions.Take(url), SmsOptions.Take(url));
        return ParsedTargets.Of([.. places.Select(place => NumberOf(place)!).Distinct().Select(to => new TwilioTarget(
            url.Named(Kind.Name, to, $"twilio://***/{to}"), options)
        {
            Account = account,
            User = key ?? account,
            Token = new Secret(token),
            From = to.StartsWith("whatsapp:", StringComparison.Ordinal) ? $"whatsapp:{from}" : from,
            To = to,
            IsCall = method == "call",
            Sms = sms,
        })]);
    }

    private static string? SenderOf(string text) =>
        PhoneNumber.DigitsOf(text) is { } digits ? $"+{digits}" : ShortCodeOrService().IsMatch(text) ? text : null;

    private static string? NumberOf(string place)
    {
        var isWhatsApp = place.StartsWith("w:", StringComparison.OrdinalIgnoreCase);
        return PhoneNumber.DigitsOf(isWhatsApp ? place[2..] : place) is { } digits ? $"{(isWhatsApp ? "whatsapp:" : "")}+{digits}" : null;
    }

    [GeneratedRegex(@"^AC[0-9a-fA-F]{32}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"^(?:[0-9]{5,6}|MG[0-9a-fA-F]{32})\z")]
    private static partial Regex ShortCodeOrService();
}

internal sealed class TwilioTarget(TargetName name, TargetOptions options) : SmsTarget(name, options)
{
    /// <summary>Its SID.</summary>
    public required string Account { get; init; }

    /// <summary>Who logs in: the account, or a key of it.</summary>
    public required string User { get; init; }

    public required Secret Token { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required bool IsCall { get; init; }
}
