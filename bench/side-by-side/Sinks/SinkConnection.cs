using System.Runtime.InteropServices;
using Mail2Alert.SideBySide.Load;
using Mail2Alert.SideBySide.Net;

namespace Mail2Alert.SideBySide.Sinks;

/// <summary>One client of the sink.</summary>
internal sealed unsafe class SinkConnection(int name, Sink sink)
{
    /// <summary>What of the last read may be carried over: a command's beginning, or a mail's end.</summary>
    public const int CarryRoom = 2048;

    private const int Tail = 64;
    private const int RepliesRoom = 4096;

    private readonly byte* _carry = (byte*)NativeMemory.Alloc(CarryRoom);
    private readonly byte* _replies = (byte*)NativeMemory.Alloc(RepliesRoom);
    private int _socket;
    private int _carried;
    private int _repliesLength;
    private bool _inData;
    private bool _waits;

    public int Name => name;

    public bool IsOpen { get; private set; }

    /// <summary>Which of its clients it is.</summary>
    public int Life { get; private set; }

    private static ReadOnlySpan<byte> End => "\r\n.\r\n"u8;

    public bool Open(int socket)
    {
        (_socket, _carried, _repliesLength, _inData, _waits, IsOpen) = (socket, 0, 0, false, false, true);
        Say("220 sink.example.net ESMTP\r\n"u8);
        return Flush();
    }

    /// <returns>False when the client is gone, or is to go.</returns>
    public bool Read(byte* buffer, int size)
    {
        new ReadOnlySpan<byte>(_carry, _carried).CopyTo(new Span<byte>(buffer, CarryRoom));
        var read = (int)Libc.Read(_socket, buffer + _carried, size);
        if (read <= 0)
            return read < 0 && Marshal.GetLastPInvokeError() == Libc.TryAgain;
        return Take(new ReadOnlySpan<byte>(buffer, _carried + read)) && Flush();
    }

    /// <summary>The answer to the mail that waits for it.</summary>
    public bool Answer()
    {
        _waits = false;
        Say("250 2.0.0 Ok: queued\r\n"u8);
        return Flush();
    }

    public void Close()
    {
        _ = Libc.Close(_socket);
        IsOpen = false;
        Life++;
    }

    private bool Take(ReadOnlySpan<byte> bytes)
    {
        while (!_waits)
        {
            var taken = _inData ? Content(bytes) : Line(bytes);
            if (taken < 0)
                return false;
            if (taken == 0)
                break;
            bytes = bytes[taken..];
        }
        // Of a mail, no more than what its end may begin with.
        if (_inData && bytes.Length > Tail)
            bytes = bytes[^Tail..];
        if (bytes.Length > CarryRoom)
            return false;
        bytes.CopyTo(new Span<byte>(_carry, CarryRoom));
        _carried = bytes.Length;
        return true;
    }

    private int Content(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(End);
        if (end < 0)
            return 0;
        _inData = false;
        _waits = !sink.Arrived(this, Number(bytes[..end]));
        if (!_waits)
            Say("250 2.0.0 Ok: queued\r\n"u8);
        return end + End.Length;
    }

    // The last line says it.
    private static long Number(ReadOnlySpan<byte> content) =>
        content.Length >= TestMail.Digits && System.Buffers.Text.Utf8Parser.TryParse(content[^TestMail.Digits..], out long number, out var length) && length == TestMail.Digits
            ? number
            : -1;

    // Octets that it took; 0 when there is no whole line, below 0 at the end.
    private int Line(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0)
            return 0;
        var verb = end < 4 ? 0 : ((bytes[0] | 32) << 24) | ((bytes[1] | 32) << 16) | ((bytes[2] | 32) << 8) | bytes[3] | 32;
        switch (verb)
        {
            case ('e' << 24) | ('h' << 16) | ('l' << 8) | 'o':
                Say("250-sink.example.net\r\n250-PIPELINING\r\n250-SIZE 104857600\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME\r\n"u8);
                break;
            case ('d' << 24) | ('a' << 16) | ('t' << 8) | 'a':
                Say("354 Go on\r\n"u8);
                _inData = true;
                // The line's own end may begin that of an empty mail.
                return end - 1;
            case ('q' << 24) | ('u' << 16) | ('i' << 8) | 't':
                Say("221 2.0.0 Bye\r\n"u8);
                Flush();
                return -1;
            default:
                Say("250 2.0.0 Ok\r\n"u8);
                break;
        }
        return _repliesLength < RepliesRoom / 2 || Flush() ? end + 1 : -1;
    }

    private void Say(ReadOnlySpan<byte> reply)
    {
        reply.CopyTo(new Span<byte>(_replies + _repliesLength, RepliesRoom - _repliesLength));
        _repliesLength += reply.Length;
    }

    private bool Flush()
    {
        var written = _repliesLength == 0 ? 0 : Libc.Write(_socket, _replies, _repliesLength);
        var isWell = written == _repliesLength;
        _repliesLength = 0;
        return isWell;
    }
}
