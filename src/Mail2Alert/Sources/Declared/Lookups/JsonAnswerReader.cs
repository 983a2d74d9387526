using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>Reads JSON by JMESPath.</summary>
internal sealed class JsonAnswerReader(IReadOnlyList<(string Name, JmesPathText Value)> labels) : AnswerReader
{
    // As System.Text.Json has it.
    private const int Deepest = 64;

    // The library's expressions remember where they are while they are evaluated.
    private readonly Lock _gate = new();

    public override string Accept => "application/json";

    public override IEnumerable<string> Names => labels.Select(label => label.Name);

    public override FoundLabels Read(Stream answer)
    {
        var root = Parse(answer);
        lock (_gate)
            return new(labels.ToDictionary(label => label.Name, label => label.Value.Find(root, label.Name), StringComparer.Ordinal));
    }

    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public static JToken Parse(Stream answer)
    {
        using var text = new StreamReader(answer);
        using var json = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = Deepest };
        try
        {
            var root = JToken.Load(json);
            if (json.Read())
                throw new System.Text.Json.JsonException();
            return root;
        }
        catch (JsonReaderException error)
        {
            throw new System.Text.Json.JsonException(error.Message, null, Math.Max(error.LineNumber, 1) - 1, null, error);
        }
    }
}
