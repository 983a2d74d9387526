using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>headers</c>: header fields of a request. Their values may be secret.</summary>
internal static class LookupHeaders
{
    private static readonly string[] Ours =
        ["Host", "Connection", "Transfer-Encoding", "Content-Length", "Content-Type", "If-None-Match", "Accept-Encoding", "Upgrade", "TE", "Trailer"];

    public static IReadOnlyList<(string Name, Secret Value)> Read(Section lookup)
    {
        var headers = new List<(string, Secret)>();
        if (lookup.Map("headers") is not { } section)
            return headers;
        foreach (var (name, _) in section.Entries)
        {
            if (Ours.Contains(name.Value, StringComparer.OrdinalIgnoreCase))
                section.Problems.Error(name.At, $"{name.Quoted} is set by the program");
            else if (name.Value.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && (lookup.Has("token") || lookup.Has("user")))
                section.Problems.Error(name.At, "expected either 'Authorization' or 'token' or 'user' and 'password'");
            else if (SecretText.Read(section, SourceConditions.FieldName(name, section.Problems).Value) is { } value)
                headers.Add((name.Value, Ascii(value, name, section.Problems)));
        }
        return headers;
    }

    private static Secret Ascii(Secret value, YamlValue.Text name, Problems problems)
    {
        if (value.Reveal().Any(character => character > 126))
            problems.Error(name.At, $"{name.Quoted} holds a character that is not ASCII");
        return value;
    }
}
