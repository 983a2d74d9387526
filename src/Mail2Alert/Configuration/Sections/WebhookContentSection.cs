using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandlebarsDotNet;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Webhooks;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>body</c> and <c>form</c>: a mapping becomes JSON, a text is a template, and without either the alert is sent in our form.</summary>
internal sealed class WebhookContentSection(IReadOnlyList<string> names, Problems problems)
{
    private delegate JsonNode? Written(Letter letter, IReadOnlyDictionary<string, object> fields);

    /// <param name="section">Where they stand.</param>
    /// <param name="type">The value of Content-Type, or null.</param>
    /// <param name="method">Null for POST.</param>
    public WebhookContent Read(Section section, string? type, string? method)
    {
        var (body, form) = (section.Take("body"), section.Map("form"));
        if (body is not null && form is not null)
            problems.Error(section.Where("form"), "expected either 'body' or 'form'");
        if (form is not null)
            return new WebhookContent.Form([.. form.Entries.Select(entry => (entry.Key.Value, Template(entry)))]);
        return body switch
        {
            null when method is "GET" or "DELETE" => new WebhookContent.None(),
            null => new WebhookContent.Ours(),
            YamlValue.Text text => Text(text, type),
            _ => new WebhookContent.Json(Json(body).Invoke),
        };
    }

    private HookTemplate Template(YamlEntry field) => field.Value is YamlValue.Text text
        ? HookTemplateText.Read(text, HookEncoding.Plain, names, problems)
        : HookTemplateText.Read(Wrong(field), HookEncoding.Plain, names, problems);

    private YamlValue.Text Wrong(YamlEntry field)
    {
        problems.Error(field.Value.At, $"{field.Key.Quoted} expects a text, found {field.Value.Kind}");
        return new YamlValue.Text(field.Value.At, "", "", IsPlain: false);
    }

    private WebhookContent.Text Text(YamlValue.Text text, string? type)
    {
        var isJson = type is null ? text.Value.TrimStart() is ['{' or '[', ..] and not ['{', '{', ..] : type.Contains("json", StringComparison.OrdinalIgnoreCase);
        var encoding = isJson ? HookEncoding.Json : type?.Contains("xml", StringComparison.OrdinalIgnoreCase) == true ? HookEncoding.Xml : HookEncoding.Plain;
        var before = problems.InOrder().Count;
        var template = HookTemplateText.Read(text, encoding, names, problems);
        if (isJson && problems.InOrder().Count == before && (Mistake(template, names) ?? Mistake(template, [])) is { } mistake)
            problems.Error(text.At, $"with its fields filled in, 'body' is no JSON: {mistake}; fields stand inside quotes, as in {{\"text\": \"{{{{ title }}}}\"}}");
        return new WebhookContent.Text(template, isJson ? "application/json; charset=utf-8" : "text/plain; charset=utf-8");
    }

    // Tried with all fields and with none: a condition may leave out a comma.
    private static string? Mistake(HookTemplate template, IEnumerable<string> filled)
    {
        try
        {
            using var json = JsonDocument.Parse(template.Render(filled.Distinct().ToDictionary(name => name, object (_) => "x")));
            return null;
        }
        catch (JsonException error)
        {
            return error.Message.Split(" LineNumber:")[0].TrimEnd('.');
        }
        catch (HandlebarsException error)
        {
            return error.Message;
        }
    }

    private Written Json(YamlValue written)
    {
        switch (written)
        {
            case YamlValue.Map map:
                var members = map.Entries.Select(entry => (entry.Key.Value, Json(entry.Value))).ToList();
                return (letter, fields) => new JsonObject(members.Select(member => KeyValuePair.Create(member.Value, member.Item2(letter, fields))));
            case YamlValue.List list:
                var items = list.Items.Select(Json).ToList();
                return (letter, fields) => new JsonArray([.. items.Select(item => item(letter, fields))]);
            default:
                return Leaf((YamlValue.Text)written);
        }
    }

    private Written Leaf(YamlValue.Text text)
    {
        // What is in quotes is a text, whatever it looks like.
        if (text.IsNull)
            return (_, _) => null;
        if (text is { IsPlain: true, HasReference: false, Value: "true" or "false" })
            return (_, _) => text.Value == "true";
        if (text is { IsPlain: true, HasReference: false } && IsNumber(text.Value))
            return (_, _) => JsonNode.Parse(text.Value);
        var template = HookTemplateText.Read(text, HookEncoding.Plain, names, problems);
        return template.OnlyName == "labels" ? (letter, _) => AlertJson.Labels(letter) : (_, fields) => template.Render(fields);
    }

    private static bool IsNumber(string text) => text.Length < 30 && text[^1] != '.' && text.TrimStart('-') is not ['0', >= '0' and <= '9', ..]
        && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && text[0] is '-' or (>= '0' and <= '9');
}
