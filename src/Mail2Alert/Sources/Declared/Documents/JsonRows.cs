using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared.Documents;

/// <summary>Reads JSON by JMESPath.</summary>
/// <param name="rows">Where its records stand; null when all of it is one.</param>
/// <param name="fields">What is read of each.</param>
internal sealed class JsonRows(JmesPathText? rows, IReadOnlyList<(string Name, JmesPathText Value)> fields) : DocumentRows
{
    // The library's expressions remember where they are while they are evaluated.
    private readonly Lock _gate = new();

    public override IEnumerable<string> Names => fields.Select(one => one.Name);

    protected override bool IsOne(string mediaType, string extension) =>
        mediaType is "application/json" or "text/json" || mediaType.EndsWith("+json", StringComparison.Ordinal) || extension == ".json";

    protected override bool IsBody(ReadOnlySpan<char> text) => text is ['{', .., '}'] or ['[', .., ']'];

    protected override IEnumerable<FoundLabels> Read(Stream document)
    {
        var root = JsonAnswerReader.Parse(document);
        lock (_gate)
        {
            return
            [
                .. (rows?.Tokens(root) ?? [root]).Select(row => new FoundLabels(
                    fields.ToDictionary(field => field.Name, field => field.Value.Find(row, field.Name), StringComparer.Ordinal))),
            ];
        }
    }
}
