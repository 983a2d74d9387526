using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Apprise;

/// <summary>
/// A server of apprise-api with a configuration of its own: <c>apprise[s]://[USER:PASSWORD@]HOST[:PORT][/PATH]/KEY?tags=…</c>
/// (apprise-api, api/views.py).
/// </summary>
internal sealed class AppriseChannel(ChannelTools tools) : WebChannel<AppriseTarget>(tools, Kind), IUrlChannel
{
    public static ChannelKind Kind { get; } = new("apprise", ["apprise", "apprises"], Read)
    {
        Form = "apprises://HOST/KEY",
        Limits = new MessageLimits(Title: 250, Text: 32_768),
        ShowsStatus = true,
        Files = new FileLimits(Most: 10, Bytes: 5 * 1024 * 1024),
    };

    protected override string Service => "Apprise's server";

    protected override WebCall Call(Letter letter, AppriseTarget target)
    {
        var call = target.IsJson
            ? WebCall.Json(HttpMethod.Post, target.Server, new JsonObject([.. Fields(letter, target).Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Value))]))
            : letter.Files.Count == 0 ? WebCall.Form(target.Server, Fields(letter, target))
            : WebCall.Multipart(target.Server, Fields(letter, target), letter.Files.Select((file, index) => ($"file{index + 1:00}", file)));
        call = AppriseAnswer.Ask(call).WithLogin(target.User, target.Password);
        return target.Headers.Aggregate(call, (all, header) => all.Instead(header.Name, header.Value.Reveal()));
    }

    protected override Outcome Judge(Letter letter, WebAnswer answer) => AppriseAnswer.Judge(answer, Service, Clock);

    private static IEnumerable<(string Name, string? Value)> Fields(Letter letter, AppriseTarget target) =>
        [("title", letter.Title), ("body", letter.Text), ("type", NotifyType.Of(letter.Alert)), ("format", "text"), ("tag", target.Tags)];

    private static ParsedTargets Read(TargetUrl url)
    {
        var tags = string.Join(',', url.TakeList("tags").Union(url.TakeList("tag")));
        var method = url.Take("method")?.ToLowerInvariant() ?? "form";
        var key = url.Take("token") ?? url.Take("key") ?? (url.Path.Count > 0 ? url.Path[^1] : "");
        if (url.Host.Length == 0 || key.Length is 0 or > 128 || !key.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))
            return ParsedTargets.Wrong($"expected {Kind.Form}, with a key of letters, digits, '_' and '-'");
        if (method is not ("form" or "json"))
            return ParsedTargets.Wrong("'method' expects form or json");
        var path = url.Path.Count > 0 && url.Path[^1] == key ? url.Path.SkipLast(1) : url.Path;
        return ParsedTargets.Of(new AppriseTarget(url.Named(Kind.Name, "", $"{url.Scheme}://{url.Authority}/***"), AppriseTarget.Patient(TargetOptions.Take(url)))
        {
            Server = new Uri(WebAddress.Of(url, url.Scheme == "apprises", path), $"notify/{key}"),
            Tags = tags.Length > 0 ? tags : null,
            IsJson = method == "json",
            User = url.User,
            Password = url.Password is { } password ? new Secret(password) : null,
            Headers = [.. url.Headers.Select(header => (header.Key, new Secret(header.Value)))],
        });
    }
}
