using System.Text;

namespace Mail2Alert.Channels.Templates;

/// <summary>Takes so many characters and no more: what is longer is too long, however much longer it would have become.</summary>
internal sealed class BoundedWriter(int most) : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public bool IsFull => _text.Length >= most;

    public override void Write(char value)
    {
        if (!IsFull)
            _text.Append(value);
    }

    public override void Write(ReadOnlySpan<char> buffer) => _text.Append(buffer[..Math.Min(buffer.Length, most - _text.Length)]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override string ToString() => _text.ToString();
}
