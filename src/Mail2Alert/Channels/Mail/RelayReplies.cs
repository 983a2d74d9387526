using System.Text;

namespace Mail2Alert.Channels.Mail;

/// <summary>Reads what the relay answers, reply by reply.</summary>
internal sealed class RelayReplies(Stream stream)
{
    // A reply has lines of 512 octets (RFC 5321 §4.5.3.1.5), and rarely more than a few; whoever says more than this is no mail server.
    private const int Longest = 64 * 1024;

    private byte[] _buffer = new byte[1024];
    private int _from;
    private int _to;

    /// <summary>True when nothing was received that nobody has read.</summary>
    public bool IsEmpty => _from == _to;

    /// <exception cref="IOException">The relay closed the connection, or said what is no reply.</exception>
    public async ValueTask<RelayReply> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake() is { } reply)
                return reply;
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_to), cancellationToken);
            if (read == 0)
                throw new IOException("it was closed by the other side");
            _to += read;
        }
    }

    // All lines but the last have a hyphen behind the code (RFC 5321 §4.2.1). Null when some of them are still to come.
    private RelayReply? TryTake()
    {
        var received = _buffer.AsSpan(_from.._to);
        for (var (start, lines) = (0, 1); ; lines++)
        {
            var length = received[start..].IndexOf((byte)'\n');
            if (length < 0)
                return null;
            var line = received.Slice(start, length).TrimEnd((byte)'\r');
            var code = CodeOf(line);
            start += length + 1;
            if (line.Length > 3 && line[3] == (byte)'-')
                continue;
            _from += start;
            return new RelayReply(code, lines == 1 ? TextOf(line) : TextOf(received[..start]));
        }
    }

    private static int CodeOf(ReadOnlySpan<byte> line) =>
        line is [>= (byte)'2' and <= (byte)'5' and var first, >= (byte)'0' and <= (byte)'9' and var second, >= (byte)'0' and <= (byte)'9' and var third, ..]
            && (line.Length == 3 || line[3] is (byte)' ' or (byte)'-')
            ? ((first - '0') * 100) + ((second - '0') * 10) + third - '0'
            : throw new IOException($"what came is no reply of a mail server: {Printable.Of(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 200)]))}");

    private static string TextOf(ReadOnlySpan<byte> lines)
    {
        if (!lines.Contains((byte)'\n'))
            return lines.Length > 4 ? Encoding.UTF8.GetString(lines[4..]) : "";
        var text = new StringBuilder();
        foreach (var line in Encoding.UTF8.GetString(lines).AsSpan().TrimEnd("\r\n").EnumerateLines())
            text.Append(text.Length > 0 ? "\n" : "").Append(line.Length > 4 ? line[4..] : "");
        return text.ToString();
    }

    private void MakeRoom()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from.._to).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }
        if (_to < _buffer.Length)
            return;
        if (_to >= Longest)
            throw new IOException($"a reply is longer than {Longest} octets");
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
