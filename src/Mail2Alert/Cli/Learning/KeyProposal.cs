namespace Mail2Alert.Cli.Learning;

/// <summary>What tells one thing from another.</summary>
/// <param name="Template">The key.</param>
/// <param name="Fields">Those in it, in order.</param>
internal sealed record KeyProposal(string Template, IReadOnlyList<string> Fields)
{
    private const int Most = 5;

    private static readonly string[] Hosts = ["host", "hostname", "server", "node", "machine"];

    public static KeyProposal Of(Findings findings, StatusProposal status)
    {
        var things = new List<Found>();
        foreach (var field in findings.Fields.Where(field => IsOne(field, status)).OrderBy(field => !Hosts.Contains(field.Name)))
        {
            if (things.Count < Most && !things.Exists(thing => thing.Repeats(field)))
                things.Add(field);
        }
        return !Enumerable.Range(0, findings.Samples.Count).All(sample => things.Exists(thing => thing.Values.ContainsKey(sample))) ? OfSubject(findings, status) : new(Join(things, findings.Samples.Count), [.. things.Select(thing => thing.Name)]);
    }

    private static bool IsOne(Found field, StatusProposal status) => field.IsOfThing
        && field.Name != status.Field
        && !field.Values.Values.All(value => StateMeaning.Of(value) != StateMeaning.Nothing || StateMeaning.SeverityOf(value) is not null);

    private static string Join(List<Found> things, int samples)
    {
        var (always, sometimes) = (things.Where(thing => thing.Values.Count == samples).ToList(), things.Where(thing => thing.Values.Count < samples).ToList());
        var template = string.Join('/', always.Select(thing => $"{{{{ {thing.Name} }}}}"));
        foreach (var thing in sometimes)
            template += always.Count > 0 ? $"{{{{#if {thing.Name}}}}}/{{{{ {thing.Name} }}}}{{{{/if}}}}" : $"{{{{#if {thing.Name}}}}}{{{{ {thing.Name} }}}}/{{{{/if}}}}";
        return template;
    }

    // What the subject says beside its state and its numbers.
    private static KeyProposal OfSubject(Findings findings, StatusProposal status) =>
        findings.Fields.Any(field => field.Name == status.Field && field.Values.Count == findings.Samples.Count)
            ? new($"{{{{ plain (replace subject {status.Field} \"\") }}}}", [])
            : new("{{ plain subject }}", []);
}
