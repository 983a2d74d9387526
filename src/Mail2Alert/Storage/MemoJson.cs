using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Channels;

namespace Mail2Alert.Storage;

/// <summary>Memos as they are stored.</summary>
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>), TypeInfoPropertyName = "Values")]
internal sealed partial class MemoJson : JsonSerializerContext
{
    public static string Write(Memo memo) => JsonSerializer.Serialize(memo.Values, Default.Values);

    public static Memo Read(string? json) => json is null ? Memo.None : new Memo(JsonSerializer.Deserialize(json, Default.Values)!);
}
