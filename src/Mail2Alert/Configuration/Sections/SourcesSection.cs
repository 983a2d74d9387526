using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Mail;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>sources</c>: names and what they read.</summary>
internal static class SourcesSection
{
    private static readonly string[] Kinds = ["gocd", "mail"];

    // What a source declared in YAML is going to be made of.
    private static readonly string[] Later =
        ["extract", "status", "severity", "key", "title", "text", "link", "lookup", "lookups", "labels"];

    public static IReadOnlyList<SourceSettings> Read(Section? section, ExpectSection expect)
    {
        if (section is null)
            return [];
        var sources = new List<SourceSettings>();
        foreach (var (name, _) in section.Entries)
        {
            if (section.Map(name.Value) is { } source && Read(name, source, expect) is { } settings)
                sources.Add(settings);
            else if (section.Take(name.Value) is null)
                section.Problems.Error(name.At, $"the source {name.Quoted} expects keys such as 'claim', found nothing");
        }
        return sources;
    }

    private static SourceSettings? Read(YamlValue.Text name, Section source, ExpectSection expect)
    {
        expect.Read(name.Value, source);
        var kind = source.Text("kind", "'gocd' or 'mail'");
        SourceSettings? settings = (kind ?? name).Value switch
        {
            "gocd" => new SourceSettings.GoCd(GoCdSection.Read(name.Value, source)),
            "mail" => new SourceSettings.Mail(new MailSettings(name.Value, ClaimSection.Read(source.Map("claim")))),
            _ => null,
        };
        if (settings is not null)
            source.Finish(Later);
        else if (kind is not null)
            source.Problems.Error(kind.At, $"unknown kind of source {kind.Quoted}{Suggestion.For(kind.Value, Kinds)}");
        else if (!source.Has("kind"))
            source.Problems.Error(name.At, WithoutKind(name, source));
        return settings;
    }

    private static string WithoutKind(YamlValue.Text name, Section source) => Later.Any(source.Has)
        ? $"the source {name.Quoted}: sources declared in the file are not available in this version yet"
        : $"the source {name.Quoted} expects 'kind: gocd' or 'kind: mail'{Near(name.Value)}";

    private static string Near(string name) => Suggestion.Nearest(name, Kinds) is { } near ? $"; did you mean '{near}'?" : "";
}
