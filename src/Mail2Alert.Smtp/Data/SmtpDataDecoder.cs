using System.Buffers;

namespace Mail2Alert.Smtp.Data;

/// <summary>
/// Undoes dot-stuffing and finds the end of the data (RFC 5321 §4.5.2). Only CR LF . CR LF ends it, and only behind a CR LF that was sent
/// as such does a dot mean anything; a stray CR or LF becomes CR LF in what is kept and counts as text in what is recognised. So the output
/// has no line end but CR LF, and whoever passes it on cannot pass on two messages.
/// </summary>
/// <remarks>All that is carried from one piece of input to the next is the state.</remarks>
internal sealed class SmtpDataDecoder
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    // The CR LF of the DATA command begins the first line: a dot there ends an empty message.
    private State _state = State.LineStart;

    private enum State
    {
        /// <summary>Behind a real CR LF.</summary>
        LineStart,

        /// <summary>Behind a real CR LF and a dot.</summary>
        Dot,

        /// <summary>Behind a real CR LF, a dot and a CR.</summary>
        DotCr,

        /// <summary>Anywhere else.</summary>
        Text,

        /// <summary>Behind a CR that is not written yet.</summary>
        Cr,

        /// <summary>Behind the final dot's CR LF.</summary>
        End,
    }

    /// <summary>Decodes until the end of the data or of the input. True at the end of the data.</summary>
    /// <param name="input">The next octets from the client.</param>
    /// <param name="output">Takes what they mean.</param>
    /// <param name="consumed">How many of them belong to this message.</param>
    public bool Decode(ReadOnlySpan<byte> input, SmtpContentBuffer output, out int consumed)
    {
        for (consumed = 0; consumed < input.Length && _state != State.End;)
        {
            consumed += Step(input[consumed..], output);
        }

        return _state == State.End;
    }

    // Returns the octets used up: none where only the state changes and the octet is looked at again.
    private int Step(ReadOnlySpan<byte> input, SmtpContentBuffer output)
    {
        var next = input[0];
        switch (_state)
        {
            case State.LineStart:
                return Go(next == '.' ? State.Dot : State.Text, next == '.');
            case State.Dot:
                return Go(next == '\r' ? State.DotCr : State.Text, next == '\r');
            case State.DotCr:
                return Go(next == '\n' ? State.End : State.Cr, next == '\n');
            case State.Cr:
                return BehindCr(next, output);
            default:
                return Text(input, output);
        }
    }

    private int BehindCr(byte next, SmtpContentBuffer output)
    {
        if (next == '\n')
        {
            output.Append("\r\n"u8);
            return Go(State.LineStart, true);
        }

        output.AppendForStrayLineEnd();
        return Go(next == '\r' ? State.Cr : State.Text, next == '\r');
    }

    private int Go(State state, bool used)
    {
        _state = state;
        return used ? 1 : 0;
    }

    private int Text(ReadOnlySpan<byte> input, SmtpContentBuffer output)
    {
        var length = RunOf(input);
        output.Append(input[..length]);
        if (length == input.Length)
        {
            return length;
        }

        if (input[length] == '\n')
        {
            output.AppendForStrayLineEnd();
            return length + 1;
        }

        _state = State.Cr;
        return length + 1;
    }

    // Octets that are kept as they are. Whole lines run together unless the next one begins with a dot.
    private static int RunOf(ReadOnlySpan<byte> input)
    {
        for (var length = 0; ;)
        {
            var found = input[length..].IndexOfAny(LineEnds);
            if (found < 0)
            {
                return input.Length;
            }

            length += found;
            if (input.Length < length + 3 || !input.Slice(length, 2).SequenceEqual("\r\n"u8) || input[length + 2] == '.')
            {
                return length;
            }

            length += 2;
        }
    }
}
