using Mail2Alert.Configuration.Sections;

namespace Mail2Alert.Cli.Learning;

/// <summary>A source as it is proposed.</summary>
internal sealed record Proposal(
    string Name, Findings Findings, ClaimProposal Claim, StatusProposal Status, SeverityProposal? Severity, KeyProposal Key, string? Link)
{
    /// <param name="samples">At least one.</param>
    /// <param name="name">As the source is to be called; null to call it after the samples.</param>
    public static Proposal Of(IReadOnlyList<Sample> samples, string? name)
    {
        var findings = new Findings(samples);
        var status = StatusProposal.Of(findings);
        return new Proposal(
            name ?? NameOf(findings), findings, ClaimProposal.Of(findings), status, SeverityProposal.Of(findings, status), KeyProposal.Of(findings, status),
            LinkProposal.Of(samples));
    }

    /// <summary>True for what a source of one's own cannot be called: it would be that one.</summary>
    public static bool IsTaken(string name) => name is "auto" or "gocd" or "mail" || BuiltInSources.Names.Contains(name);

    // X-Jenkins-Job, veeam@backup1.example.net, "Anacron job …".
    private static string NameOf(Findings findings)
    {
        var own = findings.Own.Select(own => own.Field.Split('-')).FirstOrDefault(parts => parts.Length > 2)?[1];
        var sender = findings.Samples.Where(sample => sample.Sender.Length > 0 && !Notifiers.IsOfSystem(sample)).Select(sample => sample.Sender.Split('@')[0]).FirstOrDefault();
        var word = findings.Shapes.SelectMany(shape => shape.Shape.Columns).FirstOrDefault(column => column.Kind == TokenKind.Word && column.Text.Length > 3)?.Text;
        var name = FieldName.Of(own ?? sender ?? word ?? "learned").Replace('_', '-');
        return IsTaken(name) ? $"my-{name}" : name;
    }
}
