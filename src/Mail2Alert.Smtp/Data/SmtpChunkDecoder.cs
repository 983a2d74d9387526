using System.Buffers;

namespace Mail2Alert.Smtp.Data;

/// <summary>
/// Makes of chunks what DATA would have made of the message: a dot means nothing here, but a stray CR or LF becomes CR LF all the same,
/// and the last line gets its end, since whoever passes the message on may have to do it by DATA.
/// </summary>
/// <remarks>All that is carried from one piece of input to the next, and from chunk to chunk, is the last octet.</remarks>
internal sealed class SmtpChunkDecoder
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private byte _last = (byte)'\n';

    /// <summary>True for content that is kept octet by octet (RFC 3030 §3): what looks like a line end in it may be part of a picture.</summary>
    public bool IsBinary { get; init; }

    public void Decode(ReadOnlySpan<byte> input, SmtpContentBuffer output)
    {
        if (IsBinary)
        {
            output.Append(input);
            return;
        }

        // The CR before it was written as CR LF already.
        var rest = _last == '\r' && input is [(byte)'\n', ..] ? input[1..] : input;
        _last = input.IsEmpty ? _last : input[^1];
        while (!rest.IsEmpty)
        {
            rest = rest[Step(rest, output)..];
        }
    }

    /// <summary>Ends the last line, if the client did not.</summary>
    public void Finish(SmtpContentBuffer output)
    {
        if (!IsBinary && _last is not ((byte)'\r' or (byte)'\n'))
        {
            output.Append("\r\n"u8);
        }
    }

    // Returns the octets used up: a run of text and whole line ends, or one stray CR or LF.
    private static int Step(ReadOnlySpan<byte> input, SmtpContentBuffer output)
    {
        var length = RunOf(input);
        output.Append(length == 0 ? "\r\n"u8 : input[..length]);
        return Math.Max(length, 1);
    }

    private static int RunOf(ReadOnlySpan<byte> input)
    {
        for (var length = 0; ; length += 2)
        {
            var found = input[length..].IndexOfAny(LineEnds);
            if (found < 0)
            {
                return input.Length;
            }

            length += found;
            if (!input[length..].StartsWith("\r\n"u8))
            {
                return length;
            }
        }
    }
}
