using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Transport;

/// <summary>Cuts the input into command lines. It holds no more than one line of the allowed length, whatever the client sends.</summary>
internal sealed class SmtpLineReader(SmtpWire wire, int maxLength)
{
    private byte[] _buffer = [];
    private int _length;
    private bool _skipping;

    /// <summary>True where AUTH is a command, whose lines may be longer than others.</summary>
    public bool OffersAuth { get; init; }

    /// <summary>True when the next line belongs to a login.</summary>
    public bool IsLogin { get; set; }

    /// <summary>What is wrong with the last line's end.</summary>
    public SmtpViolations Lapses { get; private set; }

    /// <summary>True when the client had sent more behind the last line before we could answer it.</summary>
    public bool HasMore { get; private set; }

    private int LongestLine => OffersAuth ? Math.Max(maxLength, SmtpAuthentication.MaxLineLength) : maxLength;

    /// <summary>The last line, without its end.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(0, _length);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SmtpLineStatus> ReadAsync()
    {
        while (true)
        {
            var read = await wire.ReadAsync().ConfigureAwait(false);
            var status = Take(read.Buffer);
            if (status != SmtpLineStatus.Incomplete)
            {
                return status;
            }

            if (read.IsCompleted || read.IsCanceled)
            {
                return read.IsCompleted ? SmtpLineStatus.Closed : SmtpLineStatus.Interrupted;
            }
        }
    }

    private SmtpLineStatus Take(ReadOnlySequence<byte> buffer)
    {
        if (!_skipping && IsTlsHandshake(buffer))
        {
            wire.AdvanceTo(buffer.End);
            return SmtpLineStatus.TlsHandshake;
        }

        return buffer.PositionOf((byte)'\n') is { } lineFeed ? TakeLine(buffer, lineFeed) : TakePart(buffer);
    }

    private SmtpLineStatus TakeLine(ReadOnlySequence<byte> buffer, SequencePosition lineFeed)
    {
        var line = buffer.Slice(0, lineFeed);
        var fits = !_skipping && Fits(line);
        _skipping = false;
        if (fits)
        {
            Keep(line);
        }

        var next = buffer.GetPosition(1, lineFeed);
        HasMore = !buffer.Slice(next).IsEmpty;
        wire.AdvanceTo(next);
        return fits ? SmtpLineStatus.Line : SmtpLineStatus.TooLong;
    }

    private SmtpLineStatus TakePart(ReadOnlySequence<byte> buffer)
    {
        _skipping |= !Fits(buffer);
        if (_skipping)
        {
            wire.AdvanceTo(buffer.End);
        }
        else
        {
            wire.WaitForMore(buffer);
        }

        return SmtpLineStatus.Incomplete;
    }

    private bool Fits(ReadOnlySequence<byte> line) =>
        line.Length < maxLength || (line.Length < LongestLine && (IsLogin || IsAuth(line)));

    private static bool IsAuth(ReadOnlySequence<byte> line)
    {
        Span<byte> start = stackalloc byte[5];
        line.Slice(0, start.Length).CopyTo(start);
        return Ascii.EqualsIgnoreCase(start, "AUTH "u8);
    }

    // A bare LF ends a command as CR LF does: old devices send it, and unlike in DATA nothing can hide behind it. A strict listener objects.
    private void Keep(ReadOnlySequence<byte> line)
    {
        _length = (int)line.Length;
        if (_buffer.Length < _length)
        {
            _buffer = new byte[Math.Min(LongestLine, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_length))];
        }

        line.CopyTo(_buffer);
        var isBare = _length == 0 || _buffer[_length - 1] != '\r';
        Lapses = isBare ? SmtpViolations.BareLineFeed : SmtpViolations.None;
        _length -= isBare ? 0 : 1;
    }

    // A TLS record of type handshake, version 3.x (RFC 8446 §5.1). It may hold no LF, so it is looked for before the line ends.
    private static bool IsTlsHandshake(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[2];
        if (buffer.Length < start.Length)
        {
            return false;
        }

        buffer.Slice(0, start.Length).CopyTo(start);
        return start is [0x16, 0x03];
    }
}
