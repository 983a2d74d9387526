using Mail2Alert.Sources.Mailrise;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What the file itself gives names to, and conditions ask for. A name that it does not give is a typing mistake.</summary>
internal sealed record KnownNames(IReadOnlyList<string> Sources, IReadOnlyList<string> Listeners, IReadOnlyList<string> Logins)
{
    /// <summary>Labels that only these sources set. A file that asks for none of them does not wait until all that is built in was read.</summary>
    public IReadOnlySet<string> Labels => AllLabels.Value;

    private Lazy<IReadOnlySet<string>> AllLabels { get; init; } = new(new HashSet<string>());

    /// <summary>Those whom sources of the kind <c>mailrise</c> name.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>True when a source may have any event.</summary>
    public bool HasOpenEvents { get; init; }

    /// <summary>Of the sources in a file: a source that finds out who sent a mail has the names and labels of all that it knows.</summary>
    public static KnownNames Of(IReadOnlyList<string> names, IReadOnlyList<SourceSettings> sources, IReadOnlyList<string> listeners, IReadOnlyList<string> logins)
    {
        var definitions = sources.OfType<SourceSettings.Declared>().Select(source => source.Definition).ToList();
        var isAuto = sources.Any(source => source is SourceSettings.Auto);
        var builtIn = isAuto ? BuiltInSources.All.Select(source => source.Definition) : [];
        var plugins = sources.OfType<SourceSettings.Plugin>().ToList();
        var recipients = sources.OfType<SourceSettings.Mailrise>().SelectMany(source => source.Settings.Recipients).Select(recipient => recipient.Name).ToList();
        return new KnownNames([.. names, .. isAuto ? ["gocd", .. BuiltInSources.Names] : (string[])[]], listeners, logins)
        {
            AllLabels = new(() => definitions.Concat(builtIn).SelectMany(definition => definition.LabelNames)
                .Concat(plugins.SelectMany(plugin => plugin.Settings.Kind.Labels))
                .Concat(recipients.Count > 0 ? MailriseSource.Labels : []).ToHashSet(StringComparer.Ordinal)),
            Recipients = recipients,
            HasOpenEvents = isAuto || definitions.Count + plugins.Count > 0,
        };
    }
}
