using System.Collections.Concurrent;
using HandlebarsDotNet;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Channels.Templates;

/// <summary>Handlebars for letters, for each dialect its own: what is written in is escaped there. Nothing outside the fields can be reached.</summary>
internal sealed class LetterLanguage
{
    private readonly ConcurrentDictionary<Dialect, IHandlebars> _environments = new();
    private readonly ConcurrentDictionary<(Dialect Dialect, string Source), LetterTemplate> _templates = new();

    /// <summary>A template that the configuration has checked.</summary>
    public LetterTemplate Of(string source, Dialect dialect) => _templates.GetOrAdd(
        (dialect, source),
        key => new LetterTemplate(key.Source, _environments.GetOrAdd(key.Dialect, Create).Compile(new StringReader(key.Source))));

    private static IHandlebars Create(Dialect dialect)
    {
        var environment = Handlebars.Create(new HandlebarsConfiguration { TextEncoder = new DialectEncoder(dialect) });
        foreach (var (name, filter) in Filters.ByName)
            environment.RegisterHelper(name, (in HelperOptions _, in Context _, in Arguments given) => filter.Apply([.. given]) as string ?? "");
        return environment;
    }
}
