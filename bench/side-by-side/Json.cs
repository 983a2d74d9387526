using System.Text.Json;

namespace Mail2Alert.SideBySide;

/// <summary>How processes and files of a comparison say things.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions Pages = new(Line) { WriteIndented = true };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Line);

    public static string WritePage<T>(T value) => JsonSerializer.Serialize(value, Pages);

    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Line) ?? throw new IOException($"'{line}' says nothing");
}
