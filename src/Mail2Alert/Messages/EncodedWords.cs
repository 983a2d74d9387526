using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Mail2Alert.Messages;

/// <summary>
/// What a field says, in one line (RFC 2047). Words are put together before they are decoded, because senders cut them inside a character;
/// a word that is broken stands as it is written.
/// </summary>
internal sealed class EncodedWords
{
    // RFC 2047 §2 has 75; senders have written whole subjects as one word.
    private const int LongestWord = 8 * 1024;
    private const int LongestCharset = 64;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\v\f\0\u0085\u2028\u2029");

    private readonly ArrayBufferWriter<byte> _encoded = new();
    private readonly StringBuilder _text = new();
    private string? _charset;

    private EncodedWords()
    {
    }

    /// <param name="raw">What stands behind the colon, folded as it is.</param>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var line = Unfolded(raw);
        var text = line.IndexOf("=?"u8) < 0 ? Charset.Decode(line, null) : new EncodedWords().Read(line);
        return OneLine(text);
    }

    private string Read(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty)
        {
            var start = line.IndexOf("=?"u8);
            var before = start < 0 ? line : line[..start];
            line = line[before.Length..];
            var isWord = TryWord(line, out var charset, out var isBase64, out var encoded, out var length);

            // White space between two words is there only to part them (RFC 2047 §6.2).
            if (_charset is null || !isWord || !before.Trim(" \t"u8).IsEmpty)
                Literal(before);
            if (isWord)
                Word(charset, isBase64, encoded);
            else if (start >= 0)
                Literal(line[..(length = 2)]);
            line = line[length..];
        }
        Flush();
        return _text.ToString();
    }

    private void Literal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        Flush();
        _text.Append(Charset.Decode(bytes, null));
    }

    private void Word(ReadOnlySpan<byte> charset, bool isBase64, ReadOnlySpan<byte> encoded)
    {
        if (_charset is null || !Ascii.EqualsIgnoreCase(charset, _charset))
        {
            Flush();
            _charset = Encoding.Latin1.GetString(charset);
        }
        if (isBase64)
            AppendBase64(encoded);
        else
            AppendQ(encoded);
    }

    private void Flush()
    {
        if (_charset is null)
            return;
        _text.Append(Charset.Decode(_encoded.WrittenSpan, _charset));
        _encoded.ResetWrittenCount();
        _charset = null;
    }

    // Padding may be missing and what is no Base64 may stand between.
    private void AppendBase64(ReadOnlySpan<byte> encoded)
    {
        var clean = new byte[encoded.Length + 3];
        var length = 0;
        foreach (var octet in encoded)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'+' or (byte)'/')
                clean[length++] = octet;
        }
        if (length % 4 == 1)
            length--;
        while (length % 4 != 0)
            clean[length++] = (byte)'=';
        Base64.DecodeFromUtf8(clean.AsSpan(0, length), _encoded.GetSpan(length), out _, out var written);
        _encoded.Advance(written);
    }

    private void AppendQ(ReadOnlySpan<byte> encoded)
    {
        var decoded = _encoded.GetSpan(encoded.Length + 1);
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '=' && i + 2 < encoded.Length && Hex(encoded.Slice(i + 1, 2)) is { } octet)
            {
                decoded[length++] = octet;
                i += 2;
            }
            else
            {
                decoded[length++] = encoded[i] == '_' ? (byte)' ' : encoded[i];
            }
        }
        _encoded.Advance(length);
    }

    private static byte? Hex(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out byte octet, out var consumed, 'x') && consumed == 2 ? octet : null;

    // =?charset?B?text?=
    private static bool TryWord(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> charset, out bool isBase64, out ReadOnlySpan<byte> text, out int length)
    {
        charset = text = default;
        (isBase64, length) = (false, 0);
        if (!line.StartsWith("=?"u8))
            return false;
        var name = line[2..Math.Min(line.Length, LongestCharset)].IndexOf((byte)'?');
        if (name <= 0 || line.Length < name + 6 || line[name + 4] != '?' || (line[name + 3] | 0x20) is not ('b' or 'q'))
            return false;
        var rest = line[(name + 5)..Math.Min(line.Length, LongestWord)];
        var end = rest.IndexOf("?="u8);
        if (end < 0 || rest[..end].IndexOf("=?"u8) >= 0)
            return false;
        charset = line.Slice(2, name);
        isBase64 = (line[name + 3] | 0x20) == 'b';
        text = rest[..end];
        length = name + 5 + end + 2;
        return true;
    }

    private static ReadOnlySpan<byte> Unfolded(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t\r\n"u8);
        return raw.IndexOfAny((byte)'\r', (byte)'\n') < 0 ? raw : raw.ToArray().Where(octet => octet is not ((byte)'\r' or (byte)'\n')).ToArray();
    }

    // An encoded line end would make two lines of a field.
    private static string OneLine(string text) =>
        text.AsSpan().IndexOfAny(LineEnds) < 0 ? text : string.Concat(text.Select(c => LineEnds.Contains(c) ? ' ' : c)).Trim();
}
