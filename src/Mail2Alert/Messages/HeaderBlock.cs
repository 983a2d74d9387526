using System.Buffers;
using System.Text;

namespace Mail2Alert.Messages;

/// <summary>
/// The header of a message as bytes, cut into fields, and the body as it lies. Rewriting touches fields only: what is not asked to change
/// keeps every byte, and the body is never copied.
/// </summary>
internal sealed class HeaderBlock
{
    private static readonly byte[] EmptyLine = "\r\n\r\n"u8.ToArray();

    private readonly byte[] _bytes;
    private readonly List<Range> _fields;

    private HeaderBlock(byte[] bytes, ReadOnlySequence<byte> body)
    {
        _bytes = bytes;
        _fields = [.. Fields(bytes)];
        Body = body;
    }

    /// <summary>What follows the empty line; empty when there is none.</summary>
    public ReadOnlySequence<byte> Body { get; }

    /// <summary>The fields with their line ends, without the empty line.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Cuts a message whose lines end in CR LF.</summary>
    public static HeaderBlock Read(ReadOnlySequence<byte> raw)
    {
        var reader = new SequenceReader<byte>(raw);
        if (reader.IsNext("\r\n"u8, advancePast: true))
            return new HeaderBlock([], reader.UnreadSequence);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> header, EmptyLine.AsSpan()))
            return new HeaderBlock(raw.ToArray(), ReadOnlySequence<byte>.Empty);
        var bytes = new byte[header.Length + 2];
        header.CopyTo(bytes);
        "\r\n"u8.CopyTo(bytes.AsSpan((int)header.Length));
        return new HeaderBlock(bytes, reader.UnreadSequence);
    }

    public int Count(string name) => _fields.Count(field => IsNamed(field, name));

    /// <summary>What follows the colon of the first field of that name, folded as it is, up to its line end; null when there is none.</summary>
    /// <remarks>Octets that are not UTF-8 are replaced.</remarks>
    public string? Value(string name)
    {
        foreach (var field in _fields.Where(field => IsNamed(field, name)))
            return Encoding.UTF8.GetString(_bytes.AsSpan(field)[(_bytes.AsSpan(field).IndexOf((byte)':') + 1)..]);
        return null;
    }

    /// <summary>The same block without these fields, and with these lines behind the rest.</summary>
    public byte[] Replacing(IReadOnlyCollection<string> names, string newFields)
    {
        var written = new ArrayBufferWriter<byte>(_bytes.Length + newFields.Length + 1);
        foreach (var field in _fields)
        {
            if (!names.Any(name => IsNamed(field, name)))
                written.Write(_bytes.AsSpan(field));
        }
        written.Write(Encoding.UTF8.GetBytes(newFields));
        return written.WrittenSpan.ToArray();
    }

    private bool IsNamed(Range field, string name)
    {
        var line = _bytes.AsSpan(field);
        var colon = line.IndexOf((byte)':');
        return colon > 0 && Ascii.EqualsIgnoreCase(line[..colon].TrimEnd(" \t"u8), name);
    }

    // A line that begins with white space continues the field before it (RFC 5322 §2.2.3).
    private static IEnumerable<Range> Fields(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var end = start;
            do
                end = NextLine(bytes, end);
            while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\t');
            yield return start..end;
            start = end;
        }
    }

    private static int NextLine(byte[] bytes, int from)
    {
        var lineFeed = bytes.AsSpan(from).IndexOf((byte)'\n');
        return lineFeed < 0 ? bytes.Length : from + lineFeed + 1;
    }
}
