using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>What follows from a lookup that failed: a value that may be another one is as unknown as what it depends on.</summary>
internal static class Doubt
{
    /// <summary>True when the value depends on what could not be looked up.</summary>
    public static bool IsIn(Cases<Template>? value, OpenMail mail) =>
        mail.Unknown.Count > 0
        && value?.Possible(mail).ToList() is { } possible
        && (possible.Count > 1 || possible.Exists(template => mail.Unknown.Keys.Any(name => template?.Mentions(name) == true)));

    /// <summary>The labels, with those unknown that are.</summary>
    public static Labels Mark(Labels labels, SourceDefinition definition, OpenMail mail, AlertStatus status)
    {
        var why = string.Join("; ", mail.Unknown.Values.Distinct());
        foreach (var (name, _) in Made(definition, status).Where(made => IsIn(made.Value, mail)))
            labels = labels.WithUnknown(name, why);
        foreach (var (name, reason) in mail.Unknown)
            labels = labels.WithUnknown(name, reason);
        return labels;
    }

    // The end of something has no severity of its own.
    private static IEnumerable<(string Name, Cases<Template>? Value)> Made(SourceDefinition definition, AlertStatus status) =>
    [
        .. definition.Labels,
        ("event", definition.Event),
        ("severity", status == AlertStatus.Resolved ? null : definition.Severity),
    ];
}
