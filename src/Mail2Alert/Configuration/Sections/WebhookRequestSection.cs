using Mail2Alert.Channels.Webhooks;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What of a webhook describes one request: <c>url</c>, <c>method</c>, <c>headers</c>, <c>body</c> and <c>form</c>.</summary>
/// <param name="names">What templates may write.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class WebhookRequestSection(IReadOnlyList<string> names, Problems problems)
{
    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "GET", "DELETE"];

    private static readonly string[] Keys = ["url", "method", "headers", "body", "form"];

    private static readonly string[] Ours = ["Host", "Connection", "Transfer-Encoding", "Content-Length", "Upgrade", "TE", "Trailer"];

    /// <summary>Null when something of it is wrong, which is then told.</summary>
    public WebhookRequest? Read(Section section)
    {
        var address = LookupAddress.Read(section, new TemplateText(names, problems) { IsThorough = true }, "url");
        var method = section.Text("method", string.Join(", ", Methods));
        var headers = Headers(section);
        var type = headers.FirstOrDefault(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        var content = new WebhookContentSection(names, problems).Read(section, type?.Render(new Dictionary<string, object>()), method?.Value);
        if (method is not null && !Methods.Contains(method.Value))
            problems.Error(method.At, $"'method' expects one of {string.Join(", ", Methods)}, found {method.Quoted}{Suggestion.For(method.Value, Methods)}");
        return address is null ? null : new WebhookRequest { Address = address, Method = new HttpMethod(method?.Value ?? "POST"), Headers = headers, Content = content };
    }

    /// <summary>The same as another one, but for what it says itself: a body or form takes the place of either, a header that of its namesake.</summary>
    public WebhookRequest? ReadOver(Section special, Section below)
    {
        var own = special.Entries.Select(entry => entry.Key.Value).ToHashSet(StringComparer.Ordinal);
        string[] replaced = [.. own, .. own.Contains("body") || own.Contains("form") ? ["body", "form"] : (string[])[]];
        var kept = below.Entries.Where(entry => Keys.Contains(entry.Key.Value) && !replaced.Contains(entry.Key.Value));
        var merged = new Section(new YamlValue.Map(special.At, [.. special.Entries.Select(entry => Merged(entry, below)), .. kept]), special.Name, problems);
        var request = Read(merged);
        if (request is not null)
            merged.Finish();
        return request;
    }

    private static YamlEntry Merged(YamlEntry entry, Section below)
    {
        if (entry is not { Key.Value: "headers", Value: YamlValue.Map headers } || below.Entries.FirstOrDefault(other => other.Key.Value == "headers")?.Value is not YamlValue.Map others)
            return entry;
        var kept = others.Entries.Where(other => headers.Entries.All(header => !header.Key.Value.Equals(other.Key.Value, StringComparison.OrdinalIgnoreCase)));
        return entry with { Value = headers with { Entries = [.. headers.Entries, .. kept] } };
    }

    private List<(string Name, HookTemplate Value)> Headers(Section section)
    {
        var headers = new List<(string, HookTemplate)>();
        foreach (var (name, value) in section.Map("headers")?.Entries ?? [])
        {
            if (Ours.Contains(name.Value, StringComparer.OrdinalIgnoreCase))
                problems.Error(name.At, $"{name.Quoted} is set by the program");
            else if (YamlRead.Text(value, SourceConditions.FieldName(name, problems).Value, "a text, which may have fields in it", problems) is { } text)
                headers.Add((name.Value, HookTemplateText.Read(text, HookEncoding.Plain, names, problems)));
        }
        return headers;
    }
}
