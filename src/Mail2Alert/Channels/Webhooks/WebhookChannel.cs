using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>Services that the configuration describes under <c>webhooks</c>, each a target <c>webhook:NAME</c>.</summary>
internal sealed class WebhookChannel(ChannelTools tools) : WebChannel<WebhookTarget>(tools, Kind), IUrlChannel
{
    public static ChannelKind Kind { get; } = new("webhook", ["webhook"], _ => ParsedTargets.Wrong("expected webhook:NAME, with a name under 'webhooks'"))
    {
        Form = "webhook:NAME",
        Limits = new MessageLimits(Title: 250, Text: 32_768),
        ShowsStatus = true,
        HasLink = true,
        ReadOpaque = Read,
    };

    protected override string Service => "the webhook";

    protected override ChannelKind KindOf(WebhookTarget target) => Kind with { Limits = target.Settings.Limits };

    protected override async Task<Outcome> TellAsync(Letter letter, WebhookTarget target, CancellationToken cancellationToken)
    {
        var (settings, fields) = (target.Settings, HookFields.Of(letter));
        var (request, address) = Choose(settings, letter, fields);
        if (address is not Address.Known known)
            return new Outcome.Failed(address is Address.Refused refused ? refused.Why : "the alert has not all that is part of the webhook's address");
        var answer = await AskAsync(CallOf(request, known, settings, letter, fields), target, cancellationToken);
        return Remember(settings.Verdict.Judge(answer, $"webhook '{settings.Name}'", Clock), answer, settings, letter);
    }

    // Where nothing is remembered that the request for the news needs, it is told like any other.
    private static (WebhookRequest Request, Address Address) Choose(WebhookSettings settings, Letter letter, Dictionary<string, object> fields)
    {
        if (News(letter) is { } news && settings.On.GetValueOrDefault(news) is { } special && special.Address.Of(fields) is Address.Known known)
            return (special, known);
        return (settings.Request, settings.Request.Address.Of(fields));
    }

    private static string? News(Letter letter) => letter.Alert.Status switch
    {
        AlertStatus.Resolved => "resolved",
        AlertStatus.Info => "info",
        _ when !letter.Memo.IsNone => "again",
        _ => null,
    };

    private WebCall CallOf(WebhookRequest request, Address.Known address, WebhookSettings settings, Letter letter, Dictionary<string, object> fields)
    {
        var body = request.Content.Write(letter, fields);
        var call = new WebCall(request.Method, AddressTemplate.ToUri(address.Value))
        {
            Body = request.Content.Type is { } type ? () => new ByteArrayContent(body) { Headers = { { "Content-Type", type } } } : null,
        };
        call = call.With("User-Agent", WebAgent.Name).With("Idempotency-Key", letter.Key).With("X-Mail2Alert-Event", AlertJson.Word(letter.Alert.Status));
        foreach (var (name, value) in request.Headers)
            call = call.Instead(name, OnOneLine(value.Render(fields)));
        foreach (var (name, value) in settings.Sign?.Sign(letter.Key, Clock.GetUtcNow(), body) ?? [])
            call = call.Instead(name, value);
        return call;
    }

    private static Outcome Remember(Outcome outcome, WebAnswer answer, WebhookSettings settings, Letter letter) => (outcome, letter.Alert.Status) switch
    {
        (Outcome.Delivered, AlertStatus.Resolved) when !letter.Memo.IsNone => outcome with { Memo = Memo.None },
        (Outcome.Delivered, AlertStatus.Firing) when settings.Verdict.MemoOf(answer) is { IsNone: false } memo => outcome with { Memo = memo },
        // What it was told of before is gone, and the next attempt begins anew.
        (Outcome.Failed, _) when answer is WebAnswer.Reply { Status: 404 or 410 } && !letter.Memo.IsNone =>
            new Outcome.Retry($"what was told before is gone from webhook '{settings.Name}'") { Memo = Memo.None },
        _ => outcome,
    };

    // RFC 9110 §5.5: what is not ASCII means nothing certain in a field.
    private static string OnOneLine(string text) => string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));

    private static ParsedTargets Read(string name, ChannelSettings settings) => settings.Webhooks.GetValueOrDefault(name) is { } webhook
        ? ParsedTargets.Of(new WebhookTarget(new TargetName(Kind.Name, name, $"webhook:{name}"), webhook))
        : ParsedTargets.Wrong(settings.Webhooks.Count == 0
            ? "there is no webhook of that name; describe it under 'webhooks'"
            : $"there is no webhook of that name; known are {string.Join(", ", settings.Webhooks.Keys.Order(StringComparer.Ordinal))}");
}
