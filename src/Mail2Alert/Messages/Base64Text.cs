using System.Buffers;
using MimeKit.Encodings;

namespace Mail2Alert.Messages;

/// <summary>
/// Text that is said to be Base64 and may not be, or not to its end: some scanners append a line in plain words, some senders only say it.
/// </summary>
internal static class Base64Text
{
    private static readonly SearchValues<byte> Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t "u8);

    // Brings out the last letters where a sender left it off.
    private static readonly byte[] Padding = "=="u8.ToArray();

    public static byte[] Decode(byte[] encoded)
    {
        var end = EndOfBase64(encoded);
        var decoder = new Base64Decoder();
        var decoded = new byte[decoder.EstimateOutputLength(end)];
        var last = new byte[decoder.EstimateOutputLength(Padding.Length)];
        var length = decoder.Decode(encoded, 0, end, decoded);
        var rest = decoder.Decode(Padding, 0, Padding.Length, last);
        return [.. decoded.AsSpan(0, length), .. last.AsSpan(0, rest), .. encoded.AsSpan(end)];
    }

    // Up to the first line that reads like words. A few odd octets in a line do no harm: decoders pass over them.
    private static int EndOfBase64(ReadOnlySpan<byte> encoded)
    {
        for (var start = 0; start < encoded.Length;)
        {
            var length = encoded[start..].IndexOf((byte)'\n');
            var line = length < 0 ? encoded[start..] : encoded.Slice(start, length);
            if (ReadsLikeWords(line.Trim(" \t\r"u8)))
                return start;
            start += line.Length + 1;
        }
        return encoded.Length;
    }

    private static bool ReadsLikeWords(ReadOnlySpan<byte> line)
    {
        var odd = 0;
        for (var rest = line; rest.IndexOfAnyExcept(Digits) is var at and >= 0; rest = rest[(at + 1)..])
            odd++;
        return line.IndexOf((byte)' ') >= 0 || odd * 4 > line.Length;
    }
}
