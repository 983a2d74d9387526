using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Routing.Expectations;

namespace Mail2Alert.Storage;

/// <summary>Expectations as they are remembered.</summary>
internal static class ExpectationRows
{
    private const string Seen = "expectation";
    private const string Missing = "missing";

    public static MemoryRow Of(ExpectationState state) =>
        new(Seen, state.Name, JsonSerializer.Serialize(state, ExpectationJson.Default.ExpectationState));

    public static MemoryRow Of(MissingState state) =>
        new(Missing, state.Name, JsonSerializer.Serialize(state, ExpectationJson.Default.MissingState));

    public static MemoryRow Forget(string name) => new(Seen, name, null);

    public static MemoryRow NotMissing(string name) => new(Missing, name, null);

    public static IReadOnlyList<ExpectationState> States(IEnumerable<MemoryRow> rows) =>
        [.. rows.Where(row => row.Kind == Seen).Select(row => JsonSerializer.Deserialize(row.Json!, ExpectationJson.Default.ExpectationState)!)];

    public static IReadOnlyList<MissingState> MissingOnes(IEnumerable<MemoryRow> rows) =>
        [.. rows.Where(row => row.Kind == Missing).Select(row => JsonSerializer.Deserialize(row.Json!, ExpectationJson.Default.MissingState)!)];
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ExpectationState))]
[JsonSerializable(typeof(MissingState))]
internal sealed partial class ExpectationJson : JsonSerializerContext;
