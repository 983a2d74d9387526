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

        // Only now it is known whether the CR before it stands alone.
        var rest = _last == '\r' && !input.IsEmpty ? input[EndLine(input[0], output)..] : input;
        _last = input.IsEmpty ? _last : input[^1];
        while (!rest.IsEmpty)
        {
            rest = rest[Step(rest, output)..];
        }
    }

    /// <summary>Ends the last line, if the client did not.</summary>
    public void Finish(SmtpContentBuffer output)
    {
        if (IsBinary)
        {
            return;
        }

        if (_last == '\r')
        {
            output.AppendForStrayLineEnd();
        }
        else if (_last != '\n')
        {
            output.Append("\r\n"u8);
        }
    }

    // Behind a CR. Returns the octets used up.
    private static int EndLine(byte next, SmtpContentBuffer output)
    {
        if (next != '\n')
        {
            output.AppendForStrayLineEnd();
            return 0;
        }

        output.Append("\r\n"u8);
        return 1;
    }

    // Returns the octets used up: a run of text and whole line ends, or one stray CR or LF. A CR at the very end waits for what follows it.
    private static int Step(ReadOnlySpan<byte> input, SmtpContentBuffer output)
    {
        var length = RunOf(input);
        if (length > 0 || input is [(byte)'\r'])
        {
            output.Append(input[..length]);
            return Math.Max(length, 1);
        }

        output.AppendForStrayLineEnd();
        return 1;
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
