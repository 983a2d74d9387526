namespace Mail2Alert.Cli.Learning;

/// <summary>Which mails a learned source is for, as narrowly as the samples allow.</summary>
/// <param name="From">The sender that all samples have; null when they have several, or none.</param>
/// <param name="SenderHost">The domain that all senders have; null when they have several.</param>
/// <param name="Header">Header fields that all samples have, and what they must be like.</param>
/// <param name="Subject">Expressions, of which one must match; none when the header says enough.</param>
/// <param name="Text">Expressions for lines that all samples have, where the subject says little.</param>
internal sealed record ClaimProposal(
    string? From, string? SenderHost, IReadOnlyList<(string Field, string Like)> Header, IReadOnlyList<string> Subject, IReadOnlyList<string> Text)
{
    // Words of so many letters are somebody's own.
    private const int Enough = 8;

    private const int MostFields = 3;

    /// <summary>True when mail of others may be meant, too.</summary>
    public bool IsBroad => Header.Count == 0 && Text.Count == 0 && From is null && Subject.Any(expression => expression.Count(char.IsLetter) < Enough);

    public static ClaimProposal Of(Findings findings)
    {
        var fields = findings.Own.Select(own => own.Field).Where(field => !IsProgram(field)).Take(MostFields).ToList();
        var isWeak = findings.Shapes.Any(shape => shape.Shape.Fixed < Enough / 2);
        return new(
            Same(findings.Samples.Select(sample => sample.Sender)),
            Same(findings.Samples.Select(sample => sample.Mail.Envelope.Sender.Domain)),
            [.. fields.Select(field => (field, "/./")), .. Programs(findings)],
            fields.Count > 0 ? [] : [.. findings.Shapes.Select(shape => Expression(shape.Shape)).Distinct()],
            fields.Count == 0 && isWeak ? [.. findings.Lines.Where(line => IsEverywhere(line.Key, findings)).Take(2).Select(Line)] : []);
    }

    private static bool IsProgram(string field) => field.Equals("X-Mailer", StringComparison.OrdinalIgnoreCase);

    // "Monit 5.33" today, and another version tomorrow.
    private static IEnumerable<(string, string)> Programs(Findings findings) =>
        from own in findings.Own
        where IsProgram(own.Field)
        let program = Same(findings.Samples.Select(sample => sample.Own[own.Field].Split(' ', '/')[0]))
        where program is not null
        select (own.Field, $"/^{SubjectExpression.Literal(program)}/");

    private static string? Same(IEnumerable<string> values) => values.Distinct(StringComparer.OrdinalIgnoreCase).ToList() is [{ Length: > 0 } only] ? only : null;

    private static string Expression(Shape shape)
    {
        var start = shape.Columns.TakeWhile(column => column.IsFixed).ToList();
        return start.Sum(column => column.Text.Count(char.IsLetter)) >= Enough
            ? $"/^{string.Concat(start.Select(column => SubjectExpression.Space(column.Lead) + SubjectExpression.Literal(column.Text)))}/"
            : $"/{SubjectExpression.Of(shape, Unnamed(shape))}/";
    }

    // What is a field may be anything.
    private static Dictionary<int, string> Unnamed(Shape shape) => ColumnNames.Of(shape).Keys.ToDictionary(at => at, _ => "");

    private static bool IsEverywhere(string key, Findings findings) => findings.Samples.All(sample => sample.Lines.ContainsKey(key));

    private static string Line((string Key, string Name) line) => $@"/^[ \t*•-]*{SubjectExpression.Literal(line.Key)}[ \t]*[:=]/";
}
