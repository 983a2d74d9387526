using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>
/// Any web server, in the three forms of Apprise: <c>json[s]://</c>, <c>form[s]://</c> and <c>xml[s]://[USER:PASSWORD@]HOST[:PORT]/PATH</c> with
/// <c>+Header=</c>, <c>-parameter=</c> and <c>:field=</c> (apprise plugins/custom_json.py, custom_form.py, custom_xml.py).
/// </summary>
internal sealed partial class HookChannel(ChannelTools tools) : WebChannel<HookTarget>(tools, Kind), IUrlChannel
{
    private static readonly string[] Methods = ["POST", "GET", "DELETE", "PUT", "HEAD", "PATCH", "UPDATE", "OPTIONS"];

    public static ChannelKind Kind { get; } = new("json", ["json", "jsons", "form", "forms", "xml", "xmls"], Read)
    {
        Form = "jsons://HOST/PATH",
        Limits = new MessageLimits(Title: 250, Text: 32_768),
        ShowsStatus = true,
        Files = new FileLimits(Most: 10, Bytes: 5 * 1024 * 1024),
    };

    protected override string Service => "the webhook";

    protected override WebCall Call(Letter letter, HookTarget target)
    {
        var call = new WebCall(target.Method, target.Server) { Body = HookBody.Of(letter, target) }
            .With("User-Agent", WebAgent.Name)
            .With("Idempotency-Key", letter.Key)
            .WithLogin(target.User, target.Password);
        return target.Headers.Aggregate(HookBody.InQuery(call, letter, target), (all, header) => all.Instead(header.Name, header.Value.Reveal()));
    }

    private static ParsedTargets Read(TargetUrl url)
    {
        var method = (url.Take("method") ?? "POST").ToUpperInvariant();
        var filesAs = url.Take("attach-as") is { Length: > 0 } given ? given : "file*";
        if (url.Host.Length == 0)
            return ParsedTargets.Wrong($"expected {Kind.Form}");
        if (!Methods.Contains(method))
            return ParsedTargets.Wrong($"'method' expects one of {string.Join(", ", Methods)}");
        if (!url.Headers.All(header => FieldName().IsMatch(header.Key) && FieldValue().IsMatch(header.Value)))
            return ParsedTargets.Wrong("what follows '+' cannot be a field of the header");
        if (!Uri.TryCreate(Text(url), UriKind.Absolute, out var address))
            return ParsedTargets.Wrong("host and port make no address");
        return ParsedTargets.Of(new HookTarget(url.Named(Kind.Name, "", Shown(url)), TargetOptions.Take(url))
        {
            Form = url.Scheme[0] switch { 'j' => HookForm.Json, 'f' => HookForm.Form, _ => HookForm.Xml },
            Server = address,
            Method = new HttpMethod(method),
            User = url.User,
            Password = url.Password is { } password ? new Secret(password) : null,
            Headers = [.. url.Headers.Select(header => (header.Key, new Secret(header.Value)))],
            Fields = url.Fields,
            FilesAs = filesAs,
        });
    }

    private static string Text(TargetUrl url)
    {
        var path = string.Join('/', url.Path.Select(Uri.EscapeDataString));
        var query = string.Join('&', url.Parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return $"{(url.Scheme.EndsWith('s') ? "https" : "http")}://{url.Authority}/{path}{(query.Length > 0 ? "?" : "")}{query}";
    }

    // The path of a webhook often is its password.
    private static string Shown(TargetUrl url) => $"{url.Scheme}://{url.Authority}/{(url.Path.Count > 0 ? "***" : "")}";

    [GeneratedRegex(@"^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^[\t -~]*\z")]
    private static partial Regex FieldValue();
}
