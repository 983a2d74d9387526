using System.Text;
using System.Text.Encodings.Web;
using HandlebarsDotNet;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>How values are written into a template so that they cannot be anything but values.</summary>
internal sealed class HookEncoding : ITextEncoder
{
    private readonly Func<string, string> _encode;
    private readonly Lazy<IHandlebars> _language;

    private HookEncoding(Func<string, string> encode)
    {
        _encode = encode;
        _language = new(() => TemplateLanguage.With(this));
    }

    /// <summary>Nothing means anything but itself.</summary>
    public static HookEncoding Plain { get; } = new(text => text.Replace(TemplateLanguage.Missing, ' '));

    /// <summary>Inside the quotes of a JSON string.</summary>
    public static HookEncoding Json { get; } = new(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode);

    /// <summary>In text and in quoted attributes.</summary>
    public static HookEncoding Xml { get; } = new(XmlText.Escape);

    /// <exception cref="HandlebarsException">It is no template; the message says why.</exception>
    public HandlebarsTemplate<object, object> Compile(string source) => _language.Value.Compile(source);

    public void Encode(string text, TextWriter target) => target.Write(_encode(text));

    public void Encode(StringBuilder text, TextWriter target) => Encode(text.ToString(), target);

    public void Encode<T>(T text, TextWriter target)
        where T : IEnumerator<char>
    {
        var characters = new StringBuilder();
        while (text.MoveNext())
            characters.Append(text.Current);
        Encode(characters, target);
    }
}
