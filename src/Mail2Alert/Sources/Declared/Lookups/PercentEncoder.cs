using System.Text;
using HandlebarsDotNet;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>Encodes all but unreserved characters (RFC 3986 §2.3).</summary>
internal sealed class PercentEncoder : ITextEncoder
{
    public void Encode(string text, TextWriter target) => target.Write(Uri.EscapeDataString(text));

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
