using Mail2Alert.Smtp.Data;

namespace Mail2Alert.Fuzz.Targets;

/// <summary>
/// The same octets as the data behind DATA and as chunks of BDAT: whole and in pieces they come out as the slow and obvious decoders here say.
/// </summary>
internal static class DataTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        var pieces = Pieces.Of(input);
        byte[] whole = [.. pieces.SelectMany(piece => piece)];
        CheckData(whole, [whole]);
        CheckData(whole, pieces);
        CheckChunks(whole, [whole]);
        CheckChunks(whole, pieces);
    }

    private static void CheckData(byte[] wire, IReadOnlyList<byte[]> pieces)
    {
        using var content = FuzzServer.NewContent();
        var end = Feed(pieces, content);
        Promise.Holds(end == ObviousDecoder.EndOf(wire));
        if (end >= 0)
        {
            CheckLines(content);
            Promise.Holds(Bytes(content).AsSpan().SequenceEqual(ObviousDecoder.Unstuffed(wire.AsSpan(0, end - ".\r\n".Length))));
        }
    }

    // Returns the octets used up at the end of the data, or -1.
    private static int Feed(IReadOnlyList<byte[]> pieces, SmtpContentBuffer content)
    {
        var (decoder, before) = (new SmtpDataDecoder(), 0);
        foreach (var piece in pieces)
        {
            var ended = decoder.Decode(piece, content, out var consumed);
            before += consumed;
            if (ended)
            {
                return before;
            }

            Promise.Holds(consumed == piece.Length);
        }

        return -1;
    }

    private static void CheckChunks(byte[] wire, IReadOnlyList<byte[]> pieces)
    {
        using var content = FuzzServer.NewContent();
        var decoder = new SmtpChunkDecoder();
        foreach (var piece in pieces)
        {
            decoder.Decode(piece, content);
        }

        decoder.Finish(content);
        CheckLines(content);
        Promise.Holds(Bytes(content).AsSpan().SequenceEqual(ObviousDecoder.Lines(wire)));
    }

    private static void CheckLines(SmtpContentBuffer content)
    {
        var bytes = Bytes(content);
        Promise.Holds(content.Length == bytes.Length);
        Promise.Holds(content.HasEightBit == bytes.Any(octet => octet > 127));
        Promise.Holds(ObviousDecoder.HasOnlyWholeLines(bytes));
    }

    private static byte[] Bytes(SmtpContentBuffer content) => System.Buffers.BuffersExtensions.ToArray(content.Bytes);
}
