using Mail2Alert.Alerts;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared;

/// <summary>How to read one kind of mail, as data. Compiled from YAML, the user's or one that is built in.</summary>
internal sealed record SourceDefinition
{
    /// <summary>Of the built-in source, or as the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Which mails it is for; null for all.</summary>
    public Condition? Recognises { get; init; }

    public IReadOnlyList<Extraction> Extract { get; init; } = [];

    /// <summary>Fields made of others, in order.</summary>
    public IReadOnlyList<(string Name, Cases<Template> Value)> Fields { get; init; } = [];

    /// <summary>What is asked of APIs once these are known; the labels found are fields for all that follows.</summary>
    public IReadOnlyList<LookupDefinition> Lookups { get; init; } = [];

    public StatusRule Status { get; init; } = StatusRule.Always(AlertStatus.Info);

    /// <summary>Of an alert that is not resolved; null for what its status says.</summary>
    public Cases<Template>? Severity { get; init; }

    public Cases<Template>? Event { get; init; }

    /// <summary>Null when two mails are never known to be about the same.</summary>
    public Cases<Template>? Key { get; init; }

    /// <summary>Null for the subject.</summary>
    public Cases<Template>? Title { get; init; }

    /// <summary>Null for the mail's text.</summary>
    public Cases<Template>? Text { get; init; }

    public Cases<Template>? Link { get; init; }

    /// <summary>On top of the fields, which are labels anyway.</summary>
    public IReadOnlyList<(string Name, Cases<Template> Value)> Labels { get; init; } = [];

    /// <summary>How the alerts of a mail that carries several are read; null where a mail is one alert.</summary>
    public Each? Each { get; init; }

    /// <summary>The labels that its alerts may have beyond those of every alert.</summary>
    public IEnumerable<string> LabelNames =>
        Extract.SelectMany(extraction => extraction.Names).Concat(Fields.Select(made => made.Name)).Concat(Labels.Select(label => label.Name))
            .Concat(Lookups.SelectMany(lookup => lookup.Answer.Names))
            .Concat(Each is null ? [] : Each.Rows.Names.Concat(Each.Definition.LabelNames));

    /// <summary>The same with what another one says beyond it. Where something is found is not taken over.</summary>
    /// <param name="other">Says what this one does not.</param>
    /// <param name="hasStatus">True when this one says how to tell the status.</param>
    public SourceDefinition Over(SourceDefinition other, bool hasStatus) => this with
    {
        Fields = [.. Fields, .. other.Fields],
        Status = hasStatus ? Status : other.Status,
        Severity = Severity ?? other.Severity,
        Event = Event ?? other.Event,
        Key = Key ?? other.Key,
        Title = Title ?? other.Title,
        Text = Text ?? other.Text,
        Link = Link ?? other.Link,
        Labels = [.. other.Labels, .. Labels],
        Each = null,
    };
}
