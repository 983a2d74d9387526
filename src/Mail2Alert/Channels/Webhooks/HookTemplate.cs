using HandlebarsDotNet;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>A text with fields in it. A field that is missing leaves nothing.</summary>
internal sealed class HookTemplate(string source, HookEncoding encoding)
{
    private readonly Lazy<HandlebarsTemplate<object, object>?> _compiled =
        new(() => source.Contains("{{", StringComparison.Ordinal) ? encoding.Compile(source) : null);

    public string Render(IReadOnlyDictionary<string, object> fields) => _compiled.Value is { } compiled
        ? compiled(fields).Replace($"{TemplateLanguage.Missing}", "", StringComparison.Ordinal)
        : source;

    /// <summary>True when it writes what is remembered.</summary>
    public bool AsksMemo => source.Contains(HookFields.MemoPrefix, StringComparison.Ordinal);

    /// <summary>The one name that it consists of; null when there is more to it.</summary>
    public string? OnlyName => source.StartsWith("{{", StringComparison.Ordinal) && source.EndsWith("}}", StringComparison.Ordinal)
        && source[2..^2].Trim() is var name && name.All(char.IsAsciiLetter) ? name : null;
}
