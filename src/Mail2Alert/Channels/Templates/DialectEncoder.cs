using System.Text;
using HandlebarsDotNet;

namespace Mail2Alert.Channels.Templates;

/// <summary>Escapes what templates write in, where they write it.</summary>
internal sealed class DialectEncoder(Dialect dialect) : ITextEncoder
{
    public void Encode(string text, TextWriter target)
    {
        if (target is not BoundedWriter { IsFull: true })
            target.Write(dialect.Escape(text));
    }

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
