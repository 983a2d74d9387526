using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.Mail;
using Mail2Alert.Sources.Plugins;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>sources</c>: names and what they read.</summary>
internal static class SourcesSection
{
    private const string KindsInWords = "auto, gocd, mail, mailrise, or one of those that `mail2alert sources list` shows";

    /// <summary>What has code of its own.</summary>
    private static readonly string[] Coded = ["auto", "gocd", "mail", "mailrise"];

    private static IEnumerable<string> Kinds => Coded.Concat(BuiltInSources.Names);

    /// <summary>What is about the time between mails, and read elsewhere.</summary>
    private static readonly string[] OfTime = ["expect", "resolve-after"];

    /// <summary>What these sources are going to need, and takes long enough to begin with before it is their turn.</summary>
    public static void ReadAhead(Section? section)
    {
        if (section?.Entries.Any(IsAuto) ?? false)
            BuiltInSources.ReadAhead();
    }

    /// <summary>True for a kind that comes with the program.</summary>
    public static bool IsKind(string kind) => Kinds.Contains(kind);

    public static IReadOnlyList<SourceSettings> Read(Section? section, LoadedPlugins plugins, bool hasStore)
    {
        if (section is null)
            return [];
        var sources = new List<SourceSettings>();
        foreach (var (name, _) in section.Entries)
        {
            if (section.Map(name.Value) is { } source && Read(name, source, plugins, hasStore) is { } settings)
                sources.Add(settings);
            else if (section.Take(name.Value) is null)
                section.Problems.Error(name.At, $"the source {name.Quoted} expects keys such as 'claim', found nothing");
        }
        return sources;
    }

    private static bool IsAuto(YamlEntry entry) =>
        (entry.Value is YamlValue.Map map && map["kind"] is YamlValue.Text kind ? kind.Value : entry.Key.Value) == "auto";

    private static SourceSettings? Read(YamlValue.Text name, Section source, LoadedPlugins plugins, bool hasStore)
    {
        foreach (var key in OfTime)
            source.Take(key);
        var kind = source.Text("kind", "'auto', 'gocd', 'mail', 'mailrise' or the name of a built-in source");
        var settings = (kind ?? name).Value switch
        {
            "auto" => new SourceSettings.Auto(name.Value, Claim(source)),
            "gocd" => new SourceSettings.GoCd(GoCdSection.Read(name.Value, source, hasStore)),
            "mail" => new SourceSettings.Mail(new MailSettings(name.Value, Claim(source))),
            "mailrise" => new SourceSettings.Mailrise(MailriseSourceSection.Read(name.Value, source, Claim(source), hasStore)),
            var known when BuiltInSources.Names.Contains(known) => Declared(name, source, BuiltInSources.Find(known)),
            var known when plugins.Find(known) is { } plugin => PluginSourceSection.Read(name.Value, source, Claim(source), plugin, plugins.Time),
            _ when kind is null && DefinitionSection.Keys.Any(source.Has) => Declared(name, source, builtIn: null),
            _ => (SourceSettings?)null,
        };
        if (settings is not null and not SourceSettings.Declared)
            Finish(source, (kind ?? name).Value);
        else if (settings is null && plugins.Find((kind ?? name).Value) is not null)
            return null;
        else if (settings is null && kind is not null)
            source.Problems.Error(kind.At, $"unknown kind of source {kind.Quoted}{Near(kind.Value, plugins)}");
        else if (settings is null && !source.Has("kind"))
            source.Problems.Error(name.At, $"the source {name.Quoted} expects a 'kind' ({KindsInWords}), or 'extract' and what to make of it{Near(name.Value, plugins)}");
        return settings;
    }

    private static void Finish(Section source, string kind)
    {
        source.Refuse(DefinitionSection.Keys, $"is for sources that the file declares, and '{kind}' has code of its own");
        source.Finish();
    }

    // Who copies a built-in source copies what is said about it, too. What is written for one takes the place of its own, key by key; its claim is narrowed, never widened.
    private static SourceSettings.Declared Declared(YamlValue.Text name, Section source, BuiltInSource? builtIn)
    {
        var claim = Claim(source);
        foreach (var key in BuiltInSource.OfItself)
            source.Take(key);
        var section = builtIn is null ? source : source.Over(builtIn.Keys, name.At);
        var definition = new DefinitionSection(name.Value, section, isOurs: false).Read();
        section.Finish();
        return new SourceSettings.Declared(name.Value, claim with { Mail = Both(builtIn?.Recognises, claim.Mail) }, definition);
    }

    private static Condition? Both(Condition? one, Condition? other) =>
        one is null || other is null ? one ?? other : new Condition.All([one, other]);

    private static Claim Claim(Section source) => ClaimSection.Read(source.Map("claim"));

    private static string Near(string name, LoadedPlugins plugins) => Suggestion.Nearest(name, Kinds.Concat(plugins.Kinds.Select(kind => kind.Name))) is { } near ? $"; did you mean '{near}'?" : "";
}
