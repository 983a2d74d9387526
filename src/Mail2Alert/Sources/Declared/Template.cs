using HandlebarsDotNet;

namespace Mail2Alert.Sources.Declared;

/// <summary>A text with fields in it: <c>{{ host }}/{{ lower job }}</c>.</summary>
internal sealed class Template(string source)
{
    private readonly bool _isPlain = !source.Contains("{{", StringComparison.Ordinal);
    private readonly string[] _common = [.. CommonFields.ByName.Keys.Where(name => source.Contains(name, StringComparison.Ordinal))];

    // Compiled when first used: of all that is built in, a server hears from a few.
    private readonly Lazy<HandlebarsTemplate<object, object>> _compiled = new(() => TemplateLanguage.Compile(source));

    /// <summary>The text; null when it writes a field that the mail does not have.</summary>
    public string? Render(OpenMail mail)
    {
        if (_isPlain)
            return source;
        foreach (var name in _common)
            _ = mail[name];
        var text = _compiled.Value(mail.Fields);
        return text.Contains(TemplateLanguage.Missing, StringComparison.Ordinal) ? null : text.Trim();
    }

    /// <summary>True when a field of that name may be part of it.</summary>
    public bool Mentions(string name) => source.Contains(name, StringComparison.Ordinal);

    public override string ToString() => source;
}
