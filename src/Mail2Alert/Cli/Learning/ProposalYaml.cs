using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary>Writes a proposal as a configuration that loads as it is.</summary>
internal sealed class ProposalYaml(Proposal proposal)
{
    private const int ShownSubjects = 3;

    private const int LongestComment = 160;

    private readonly StringBuilder _yaml = new();

    public string Write()
    {
        Line(0, $"sources:");
        Line(2, $"{proposal.Name}:");
        Claim();
        Extract();
        Status();
        Severity();
        Line(4, $"key: {Quoted(proposal.Key.Template)}{(proposal.Key.Fields.Count == 0 ? "  # nothing names what it is about: the subject does, without state and numbers" : "")}");
        Title();
        if (proposal.Link is not null)
            Line(4, "link: '{{ link }}'");
        return _yaml.ToString();
    }

    private void Claim()
    {
        var claim = proposal.Claim;
        Line(4, "claim:");
        if (claim.From is not null && IsPlain(claim.From))
            Line(6, $"from: {Quoted(claim.From)}  # all samples came from here; leave it out if others send such mail, too");
        else if (claim.SenderHost is not null && IsPlain(claim.SenderHost))
            Line(6, $"sender_host: {Quoted(claim.SenderHost)}");
        if (claim.Header.Count > 0)
            Line(6, $"header: {{ {string.Join(", ", claim.Header.Select(field => $"{field.Field}: {Quoted(field.Like)}"))} }}");
        List(6, "subject", [.. claim.Subject.Select(expression => (expression, (IEnumerable<string>)[]))]);
        if (claim.Text.Count > 0)
            Line(6, $"all: [ {string.Join(", ", claim.Text.Select(expression => $"{{ text: {Quoted(expression)} }}"))} ]");
        if (claim.IsBroad)
            Line(6, "# check: the samples have little in common that is their own; mail of others may be like this, too");
    }

    private void Extract()
    {
        var findings = proposal.Findings;
        var subjects = findings.Shapes.Where(shape => shape.Names.Count > 0).ToList();
        if (findings.Own.Count + subjects.Count + findings.Lines.Count == 0 && proposal.Link is null)
            return;
        Line(4, "extract:");
        if (findings.Own.Count > 0)
            Line(6, "header:");
        foreach (var (field, name) in findings.Own)
            Line(8, $"{field}: {Quoted($"(?<{name}>.+)")}{Seen(name)}");
        List(6, "subject", [.. subjects.Select(shape => (SubjectExpression.Of(shape.Shape, shape.Names), shape.Shape.Subjects.Take(ShownSubjects))).DistinctBy(one => one.Item1)]);
        if (findings.Lines.Count > 0)
            Line(6, "lines:");
        foreach (var (key, name) in findings.Lines)
            Line(8, $"{name}: {Quoted(key)}{Seen(name)}");
        if (proposal.Link is not null)
            Line(6, $"text: {Quoted(proposal.Link)}");
    }

    private void Status()
    {
        var status = proposal.Status;
        if (status.Field is null)
        {
            Line(4, "status: info  # check: no word in the samples says that something fails, or is well again");
            return;
        }
        Line(4, "status:");
        When("firing", [.. status.Firing, .. status.Guessed], StateWords.Failure);
        When("resolved", status.Resolved, StateWords.Recovery);
        if (status.Guessed.Count > 0)
            Line(6, $"# check: {Listed(status.Guessed)} {(status.Guessed.Count == 1 ? "is no word" : "are no words")} that is known, and taken for a failure since others of its kind are an end");
        if (status.Other.Count > 0)
            Line(6, $"# check: {Listed(status.Other)} changes nothing, until it is listed above");
        if (status.Resolved.Count == 0)
            Line(6, "# check: no sample says that something is over; add how that is said, or `resolve-after: 1d` to the source");
    }

    private void When(string name, IReadOnlyList<string> values, string meaning)
    {
        var status = proposal.Status;
        var own = values.Count > 0 ? $"{{ {status.Field}: {Flow(values)} }}" : null;
        var otherwise = status.Else is null ? null
            : $"{{ {status.Else}: {(meaning == StateWords.Failure ? $"[ {StateWords.Failure}, {StateWords.Warning} ]" : meaning)} }}";
        if ((own, otherwise) is (not null, not null))
            Line(6, $"{name}: {{ any: [ {own}, {otherwise} ] }}");
        else if ((own ?? otherwise) is { } only)
            Line(6, $"{name}: {only}");
    }

    private void Severity()
    {
        if (proposal.Severity is not { Cases.Count: > 0 } severity)
            return;
        Line(4, "severity:");
        foreach (var (word, values) in severity.Cases)
            Line(6, $"{word.ToLabel()}: {{ {severity.Field}: {Flow(values)} }}");
        Line(6, "otherwise: error");
    }

    private void Title()
    {
        var state = proposal.Findings.Fields.FirstOrDefault(field => field.Name == proposal.Status.Field);
        var things = proposal.Findings.Fields.Where(field => proposal.Key.Fields.Contains(field.Name) && IsEverywhere(field)).Select(field => $"{{{{ {field.Name} }}}}").ToList();
        if (things.Count > 0 && state is not null && IsEverywhere(state))
            Line(4, $"title: {Quoted($"{string.Join(' ', things)}: {{{{ {state.Name} }}}}")}  # without it, the subject");
    }

    private bool IsEverywhere(Found field) => field.Values.Count == proposal.Findings.Samples.Count;

    private void List(int indent, string key, IReadOnlyList<(string Text, IEnumerable<string> About)> items)
    {
        if (items.Count > 0)
            Line(indent, $"{key}:");
        foreach (var (text, about) in items)
        {
            foreach (var line in about)
                Line(indent + 2, $"# {Comment(line)}");
            Line(indent + 2, $"- {Quoted(text)}");
        }
    }

    private string Seen(string name)
    {
        var values = proposal.Findings.Fields.First(field => field.Name == name).Values.Values.Distinct().Take(ShownSubjects + 1).ToList();
        return $"  # {Comment(string.Join(" | ", values.Take(ShownSubjects)))}{(values.Count > ShownSubjects ? " | …" : "")}";
    }

    private void Line(int indent, string text) => _yaml.Append(' ', indent).Append(text).Append('\n');

    private static string Listed(IReadOnlyList<string> values) => Comment(string.Join(", ", values));

    private static string Flow(IReadOnlyList<string> values) => $"[ {string.Join(", ", values.Select(Quoted))} ]";

    /// <summary>A text of one line, as YAML; what looks like a reference stays a text.</summary>
    public static string Quoted(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("${", "$${", StringComparison.Ordinal)}'";

    private static string Comment(string text) => Printable.Of(text.Length <= LongestComment ? text : $"{text[..LongestComment]}…");

    private static bool IsPlain(string text) => !text.Any(character => char.IsControl(character) || character is ' ' or '<' or '>' or ',' or '"' or '\'');
}
