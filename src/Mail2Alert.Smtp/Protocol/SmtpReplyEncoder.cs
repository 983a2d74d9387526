using System.Globalization;
using System.Text;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>Puts a reply into bytes (RFC 5321 §4.2). Whatever the text holds, it stays within its line.</summary>
internal static class SmtpReplyEncoder
{
    // RFC 5321 §4.5.3.1.5: 512 octets with the code and CR LF.
    private const int MaxLine = 512;

    public static byte[] Encode(SmtpReply reply)
    {
        var overhead = "250 \r\n".Length + (reply.Enhanced is { } enhanced ? enhanced.Length + 1 : 0);
        var bytes = new byte[reply.Lines.Sum(line => overhead + Math.Min(line.Length, MaxLine - overhead))];
        var rest = bytes.AsSpan();
        for (var i = 0; i < reply.Lines.Count; i++)
        {
            rest = rest[WriteLine(rest, reply, reply.Lines[i].AsSpan(0, Math.Min(reply.Lines[i].Length, MaxLine - overhead)), i)..];
        }

        return bytes;
    }

    private static int WriteLine(Span<byte> to, SmtpReply reply, ReadOnlySpan<char> text, int index)
    {
        reply.Code.TryFormat(to, out var length, default, CultureInfo.InvariantCulture);
        to[length++] = index < reply.Lines.Count - 1 ? (byte)'-' : (byte)' ';
        if (reply.Enhanced is { } enhanced)
        {
            length += Encoding.ASCII.GetBytes(enhanced, to[length..]);
            to[length++] = (byte)' ';
        }

        foreach (var character in text)
        {
            to[length++] = character is >= ' ' and <= '~' ? (byte)character : (byte)'?';
        }

        "\r\n"u8.CopyTo(to[length..]);
        return length + 2;
    }
}
