using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A source of the kind <c>gocd</c>.</summary>
internal static class GoCdSection
{
    public static GoCdSettings Read(string name, Section section)
    {
        var settings = new GoCdSettings
        {
            Name = name,
            Claim = ClaimSection.Read(section.Map("claim")),
            Url = UrlText.Web(section, "url", end: ""),
            PublicUrl = UrlText.Web(section, "public-url", end: ""),
            Login = LookupKeys.Login(section),
            OnFailure = LookupKeys.OnFailure(section, LookupFailure.Continue, LookupFailure.Defer),
            Context = Context(section),
            ForgetOnCancel = section.Value<bool>("forget-on-cancel", false, YamlFlag.Expected, YamlFlag.Parse),
        };
        return settings with
        {
            CacheFor = LimitsSection.Duration(section, "cache", settings.CacheFor),
            LookupTimeout = LimitsSection.Duration(section, "timeout", settings.LookupTimeout),
            MaxLookupSize = LimitsSection.Size(section, "lookup-size", settings.MaxLookupSize),
        };
    }

    private static HashSet<string> Context(Section section)
    {
        var known = RunQuestion.All.SelectMany(question => question.Labels).ToList();
        if (section.Take("context") is YamlValue.Text { Value: var word } && YamlFlag.Parse(word) is { } all)
            return all ? [.. known] : [];
        var names = section.Texts("context", $"true, or labels of {string.Join(", ", known)}");
        foreach (var name in names.Where(name => !known.Contains(name.Value)))
            section.Problems.Error(name.At, $"GoCD's API has no {name.Quoted}{Suggestion.For(name.Value, known)}");
        if (names.Count > 0 && !section.Has("url"))
            section.Problems.Error(section.Where("context"), "'context' needs 'url', to have somebody to ask");
        return [.. names.Select(name => name.Value)];
    }
}
