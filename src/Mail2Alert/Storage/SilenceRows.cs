using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Routing;

namespace Mail2Alert.Storage;

/// <summary>Silences as they are remembered.</summary>
internal static class SilenceRows
{
    private const string Kind = "silence";

    public static MemoryRow Of(Silence silence) => new(Kind, silence.Id, JsonSerializer.Serialize(
        new StoredSilence([.. silence.When.Select(match => match.ToString())], silence.Starts, silence.Ends, silence.By, silence.Reason),
        SilenceJson.Default.StoredSilence));

    public static MemoryRow Forget(string id) => new(Kind, id, null);

    public static IEnumerable<Silence> All(IEnumerable<MemoryRow> rows) =>
        from row in rows
        where row.Kind == Kind
        let stored = JsonSerializer.Deserialize(row.Json!, SilenceJson.Default.StoredSilence)!
        select new Silence(row.Id, [.. stored.Matchers.Select(text => LabelMatch.Parse(text).Match!)], stored.Starts, stored.Ends, stored.By, stored.Reason);
}

internal sealed record StoredSilence(IReadOnlyList<string> Matchers, DateTimeOffset Starts, DateTimeOffset Ends, string By, string Reason);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredSilence))]
internal sealed partial class SilenceJson : JsonSerializerContext;
