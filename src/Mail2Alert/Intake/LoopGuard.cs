using System.Buffers;
using System.Text;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Intake;

/// <summary>Sees mail that goes round in circles by what it was given on its way, and ends that (RFC 5321 §6.3).</summary>
/// <param name="hops">Mail servers that a mail may have passed.</param>
/// <param name="hostName">Our name in the trace fields.</param>
internal sealed class LoopGuard(int hops, string hostName)
{
    // Once is somebody's alias, twice an alias of an alias; a mail that comes for the fourth time will come for ever.
    private const int Passes = 3;

    // RFC 3463 X.4.6.
    private static readonly SmtpReply TooManyHops = new(554, "5.4.6", "Too many hops: this mail is in a loop");
    private static readonly SmtpReply OurOwn = new(554, "5.4.6", $"This mail passed here {Passes} times already: it is in a loop");

    /// <returns>Null when it may go on.</returns>
    public SmtpReply? RefusalOf(ReadOnlySequence<byte> mail)
    {
        var (received, passed) = Count(mail);
        return received > hops ? TooManyHops : passed >= Passes ? OurOwn : null;
    }

    // As far as header fields are read at all.
    private (int Received, int Passed) Count(ReadOnlySequence<byte> mail)
    {
        var reader = new SequenceReader<byte>(mail.Slice(0, Math.Min(mail.Length, ReadablePart.MaxHeader)));
        var (received, passed) = (0, 0);
        while (reader.TryReadTo(out ReadOnlySequence<byte> sequence, (byte)'\n'))
        {
            var line = (sequence.IsSingleSegment ? sequence.FirstSpan : sequence.ToArray()).TrimEnd((byte)'\r');
            if (line.IsEmpty)
                break;
            received += IsField(line, "Received", out _) ? 1 : 0;
            passed += IsField(line, TraceFields.PassedName, out var host) && Ascii.EqualsIgnoreCase(host, hostName) ? 1 : 0;
        }
        return (received, passed);
    }

    private static bool IsField(ReadOnlySpan<byte> line, string name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (line.IndexOf((byte)':') is not (> 0 and var colon) || !Ascii.EqualsIgnoreCase(line[..colon].TrimEnd(" \t"u8), name))
            return false;
        value = line[(colon + 1)..].Trim(" \t"u8);
        return true;
    }
}
