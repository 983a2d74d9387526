using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push.HomeAssistant;

/// <summary>
/// Home Assistant: <c>hassio[s]://HOST[:8123]/TOKEN</c> for a notification that stays, <c>…/TOKEN/notify.SERVICE[:TARGET,TARGET]</c> for services,
/// <c>…/api/webhook/ID</c> for automations (developers.home-assistant.io, REST API).
/// </summary>
internal sealed partial class HomeAssistantChannel(ChannelTools tools) : WebChannel<HomeAssistantTarget>(tools, Kind), IUrlChannel
{
    private const string CloudHost = "hooks.nabu.casa";
    private const int UsualPort = 8123;

    public static ChannelKind Kind { get; } = new("homeassistant", ["hassio", "hassios"], Read)
    {
        Form = "hassios://HOST/TOKEN[/notify.SERVICE] or hassios://HOST/api/webhook/ID",
        // What reaches a phone is at most 4 KB with everything around it.
        Limits = new MessageLimits(Title: 250, Text: 3000, LengthUnit.Utf8Bytes),
        Owns = url => url.Scheme is "https" or "http" && (url.Host == CloudHost || url.Path is ["api", "webhook", _]),
    };

    protected override string Service => "Home Assistant";

    // Its pages show Markdown.
    protected override Dialect? DialectOf(HomeAssistantTarget target) => target.Way is HomeAssistantWay.Lasting ? Dialect.Markdown : null;

    protected override WebCall Call(Letter letter, HomeAssistantTarget target)
    {
        var (path, body) = target.Way switch
        {
            HomeAssistantWay.Webhook webhook => (webhook.Path.Reveal(), HomeAssistantBody.Event(letter)),
            HomeAssistantWay.Service service => ($"api/services/{service.Domain}/{service.Name}", HomeAssistantBody.Of(letter, service)),
            HomeAssistantWay.Lasting lasting when letter.Ends => ("api/services/persistent_notification/dismiss", HomeAssistantBody.Dismissal(letter, lasting)),
            HomeAssistantWay.Lasting lasting => ("api/services/persistent_notification/create", HomeAssistantBody.Lasting(letter, lasting)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var call = WebCall.Json(HttpMethod.Post, new Uri(target.Server, path), body);
        return target.Token is { } token ? call.WithBearer(token) : call.WithLogin(target.User, target.Password);
    }

    private static ParsedTargets Read(TargetUrl url)
    {
        // Apprise sends to several targets of a service ten at a time.
        url.Ignore("batch", "each target is told by itself", "no");
        return url switch
        {
            { Host.Length: 0 } => ParsedTargets.Wrong($"expected {Kind.Form}"),
            { Host: CloudHost, Path: [var id] } => ParsedTargets.Of(TargetOf(url, "", new HomeAssistantWay.Webhook(new Secret(Uri.EscapeDataString(id))), null)),
            { Path: ["api", "webhook", var id] } => ParsedTargets.Of(TargetOf(url, "", new HomeAssistantWay.Webhook(new Secret($"api/webhook/{Uri.EscapeDataString(id)}")), null)),
            _ => ReadServices(url),
        };
    }

    private static ParsedTargets ReadServices(TargetUrl url)
    {
        var named = url.Take("token") ?? url.Take("accesstoken");
        string[] places = [.. named is null ? url.Path.Skip(1) : url.Path, .. url.TakeList("to")];
        if ((named ?? (url.Path is [var first, ..] ? first : null)) is not { Length: > 0 } token)
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        if (!places.All(place => Place().IsMatch(place)))
            return ParsedTargets.Wrong("expected a service such as notify.mobile_app_phone, if wanted with :TARGET,TARGET at its end");
        return places.Length == 0
            ? ParsedTargets.Of(TargetOf(url, "", new HomeAssistantWay.Lasting(url.Take("nid")), new Secret(token)))
            : ParsedTargets.Of([.. places.Distinct().Select(place => TargetOf(url, place, WayOf(Place().Match(place)), new Secret(token)))]);
    }

    private static HomeAssistantWay.Service WayOf(Match place) => new(
        place.Groups["domain"] is { Success: true, Value: var domain } ? domain : "notify",
        place.Groups["service"].Value,
        place.Groups["to"].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static HomeAssistantTarget TargetOf(TargetUrl url, string place, HomeAssistantWay way, Secret? token) => new(
        url.Named(Kind.Name, place, $"{url.Scheme}://{url.Authority}/***{(place.Length > 0 ? $"/{place}" : "")}"), TargetOptions.Take(url))
    {
        Server = ServerOf(url),
        Way = way,
        Token = token,
        User = url.User,
        Password = url.Password is { } password ? new Secret(password) : null,
    };

    private static Uri ServerOf(TargetUrl url)
    {
        var isSecure = url.Scheme is "hassios" or "https";
        var port = url.Port is null && url.Scheme == "hassio" ? $":{UsualPort}" : "";
        var prefix = url.Take("prefix")?.Trim('/') is { Length: > 0 } path ? $"{path}/" : "";
        return new Uri($"{(isSecure ? "https" : "http")}://{url.Authority}{port}/{prefix}");
    }

    [GeneratedRegex(@"^(?:(?<domain>[a-z0-9_]+)\.)?(?<service>[a-z0-9_]+)(?::(?<to>.+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
