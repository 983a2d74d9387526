using System.Collections.Immutable;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A source of the kind <c>gocd</c>.</summary>
internal static class GoCdSection
{
    public static GoCdSettings Read(string name, Section section, bool hasStore)
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
            Reconcile = Reconcile(section, hasStore),
            ForgetOnCancel = section.Value<bool>("forget-on-cancel", false, YamlFlag.Expected, YamlFlag.Parse),
        };
        return settings with
        {
            CacheFor = LimitsSection.Duration(section, "cache", settings.CacheFor),
            LookupTimeout = LimitsSection.Duration(section, "timeout", settings.LookupTimeout),
            MaxLookupSize = LimitsSection.Size(section, "lookup-size", settings.MaxLookupSize),
        };
    }

    private static ReconcileSettings? Reconcile(Section section, bool hasStore)
    {
        var otherwise = new ReconcileSettings();
        var reconcile = section.Take("reconcile") switch
        {
            null => null,
            YamlValue.Text { Value: var word } when YamlFlag.Parse(word) is { } isOn => isOn ? otherwise : null,
            _ when section.Map("reconcile") is { } written => Read(written, otherwise),
            _ => null,
        };
        if (reconcile is not null && !section.Has("url"))
            section.Problems.Error(section.Where("reconcile"), "'reconcile' needs 'url', to have somebody to ask");
        if (reconcile is not null && !hasStore)
            section.Problems.Error(section.Where("reconcile"), "'reconcile' needs a store, to know what was told; leave out 'store: none'");
        return reconcile;
    }

    private static ReconcileSettings Read(Section section, ReconcileSettings otherwise)
    {
        var settings = new ReconcileSettings
        {
            Every = LimitsSection.Duration(section, "every", otherwise.Every),
            After = LimitsSection.Duration(section, "after", otherwise.After),
        };
        section.Finish();
        return settings;
    }

    private static ImmutableHashSet<string> Context(Section section)
    {
        var known = RunQuestion.All.SelectMany(question => question.Labels).ToList();
        var wanted = section.Take("context") switch
        {
            null => [],
            YamlValue.Text { Value: var word } when YamlFlag.Parse(word) is { } all => all ? known : [],
            _ => Labels(section, known),
        };
        if (wanted.Count > 0 && !section.Has("url"))
            section.Problems.Error(section.Where("context"), "'context' needs 'url', to have somebody to ask");
        return [.. wanted];
    }

    private static List<string> Labels(Section section, List<string> known)
    {
        var names = section.Texts("context", $"true, or some of {string.Join(", ", known)}");
        foreach (var name in names.Where(name => !known.Contains(name.Value)))
            section.Problems.Error(name.At, $"GoCD's API has no {name.Quoted}{Suggestion.For(name.Value, known)}");
        return [.. names.Select(name => name.Value)];
    }
}
