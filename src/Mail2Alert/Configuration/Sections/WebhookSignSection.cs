using Mail2Alert.Channels.Webhooks;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>sign</c> of a webhook.</summary>
internal static class WebhookSignSection
{
    private static readonly string[] Kinds = ["github", "standard", "grafana"];

    /// <summary>Null when something of it is wrong, which is then told.</summary>
    public static WebhookSigning? Read(Section section)
    {
        var kind = section.Text("kind", string.Join(", ", Kinds));
        var secret = SecretText.Read(section, "secret");
        if (!section.Has("kind") || !section.Has("secret"))
            section.Problems.Error(section.At, $"'sign' expects 'kind' ({string.Join(", ", Kinds)}) and 'secret'");
        if (kind is not null && !Kinds.Contains(kind.Value))
            section.Problems.Error(kind.At, $"'kind' expects one of {string.Join(", ", Kinds)}, found {kind.Quoted}{Suggestion.For(kind.Value, Kinds)}");
        WebhookSigning? signing = (kind?.Value, secret) switch
        {
            ("github", { } key) => new WebhookSigning.GitHub(key),
            ("standard", { } key) => Standard(section, key),
            ("grafana", { } key) => Grafana(section, key),
            _ => null,
        };
        if (signing is not null)
            section.Finish();
        return signing;
    }

    private static WebhookSigning.Standard? Standard(Section section, Secret secret)
    {
        List<Secret> keys = [secret];
        if (SecretText.Read(section, "previous") is { } previous)
            keys.Add(previous);
        string[] names = ["secret", "previous"];
        var isWrong = false;
        foreach (var (key, name) in keys.Zip(names).Where(pair => WebhookSigning.Standard.KeyOf(pair.First) is null))
        {
            section.Problems.Error(section.Where(name), $"'{name}' expects whsec_ and 24 to 64 octets in base64");
            isWrong = true;
        }
        return isWrong ? null : new WebhookSigning.Standard(keys);
    }

    private static WebhookSigning.Grafana Grafana(Section section, Secret secret) => new(
        secret, Field(section, "header") ?? WebhookSigning.Grafana.DefaultHeader, Field(section, "time-header"));

    private static string? Field(Section section, string key) =>
        section.Text(key, "the name of a header field") is { } name ? SourceConditions.FieldName(name, section.Problems).Value : null;
}
