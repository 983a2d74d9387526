using Mail2Alert.Alerts;

namespace Mail2Alert.Cli.Learning;

/// <summary>How bad it is, by a field and its values; what is not among them is an error.</summary>
internal sealed record SeverityProposal(string Field, IReadOnlyList<(Severity Severity, IReadOnlyList<string> Values)> Cases)
{
    private static readonly string[] Names = ["severity", "priority", "level", "urgency", "importance"];

    /// <summary>Null when no field says it.</summary>
    public static SeverityProposal? Of(Findings findings, StatusProposal status)
    {
        var field = findings.Fields.FirstOrDefault(field => Array.Exists(Names, name => field.Name.EndsWith(name, StringComparison.Ordinal)) && Words(field).Any())
            ?? findings.Fields.FirstOrDefault(field => field.Name == status.Field && Words(field).Any(word => word.Severity != Severity.Error));
        return field is null ? null : new(field.Name, [.. Words(field)
            .Where(word => word.Severity != Severity.Error)
            .GroupBy(word => word.Severity)
            .OrderByDescending(group => group.Key)
            .Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Select(word => word.Value)]))]);
    }

    private static IEnumerable<(string Value, Severity Severity)> Words(Found field) =>
        from value in field.Values.Values.Distinct()
        let severity = StateMeaning.SeverityOf(value)
        where severity is not null
        select (value, severity.Value);
}
