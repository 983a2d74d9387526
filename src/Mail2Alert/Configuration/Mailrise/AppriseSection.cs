using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>The configuration of Apprise inside one of Mailrise's <c>configs</c>: whom to tell.</summary>
internal sealed class AppriseSection(Problems problems)
{
    /// <summary>The keys that say that a mapping is one.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["urls", "url", "version", "include", "asset", "tag", "tags", "groups", "mailrise"];

    private readonly AppriseUrls _urls = new(problems);

    public IReadOnlyList<YamlValue.Text> Read(Section config)
    {
        if (config.Text("version", "1") is { Value: not "1" } version)
            problems.Error(version.At, $"'version' expects 1, the only one there is, found {version.Quoted}");
        // All URLs are told whatever their tags, so the names of tags mean nothing.
        foreach (var key in (string[])["tag", "tags", "groups"])
            config.Take(key);
        if (config.Take("asset") is { } asset)
            problems.Warning(asset.At, "'asset' has no effect: names, icons and colours are Mail2Alert's");
        config.Refuse(["include"], "is not followed: write the URLs that it leads to under 'urls'");
        return Urls(config);
    }

    private IReadOnlyList<YamlValue.Text> Urls(Section config)
    {
        var written = config.Take("urls");
        var urls = written is null ? [] : _urls.Read(written);
        if (urls.Count == 0 && (written is null or YamlValue.List { Items.Count: 0 }))
            problems.Error(config.At, $"'{config.Name}' tells nobody: 'urls' expects a list of URLs such as slack://TOKEN/#channel");
        return urls;
    }
}
