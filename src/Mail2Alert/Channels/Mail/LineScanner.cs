using System.Numerics;
using System.Runtime.Intrinsics;

namespace Mail2Alert.Channels.Mail;

/// <summary>
/// Follows the lines of a mail's content on their way to a mail server: tells where a line begins with a dot, which is doubled (RFC 5321 §4.5.2), and
/// finds every CR or LF that stands alone, which no server must be sent: one server's line is another's text, and a second mail can hide there.
/// </summary>
internal struct LineScanner()
{
    /// <summary>What <see cref="Next"/> returns for a CR or LF that stands alone.</summary>
    public const int Bare = -1;

    private bool _isAfterCr;

    /// <summary>True when the last octets were CR LF, or none came: the next line begins here.</summary>
    public bool IsAtLineStart { get; private set; } = true;

    /// <summary>True when what comes next must be LF.</summary>
    public readonly bool IsCut => _isAfterCr;

    /// <summary>Looks at what follows the octets of the call before.</summary>
    /// <returns>
    /// How many octets go as they are. When that is not all of them, a dot has to go before the next, with which the next call begins.
    /// <see cref="Bare"/> when there is a CR or LF alone.
    /// </returns>
    public int Next(ReadOnlySpan<byte> content)
    {
        var at = 0;
        // Of 32 octets at once: a bit for each CR, each LF and each dot; each LF is where a CR was before, and nowhere else.
        for (; content.Length - at >= Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var octets = Vector256.Create(content.Slice(at, Vector256<byte>.Count));
            var cr = Vector256.Equals(octets, Vector256.Create((byte)'\r')).ExtractMostSignificantBits();
            var lf = Vector256.Equals(octets, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
            var dots = Vector256.Equals(octets, Vector256.Create((byte)'.')).ExtractMostSignificantBits();
            if (((cr << 1) | (_isAfterCr ? 1u : 0)) != lf)
                return Bare;
            if ((dots & ((lf << 1) | (IsAtLineStart ? 1u : 0))) is var stuffed and not 0)
                return Stop(at + BitOperations.TrailingZeroCount(stuffed));
            (_isAfterCr, IsAtLineStart) = ((int)cr < 0, (int)lf < 0);
        }
        for (; at < content.Length; at++)
        {
            var octet = content[at];
            if (_isAfterCr != (octet == (byte)'\n'))
                return Bare;
            if (IsAtLineStart && octet == (byte)'.')
                return Stop(at);
            (_isAfterCr, IsAtLineStart) = (octet == (byte)'\r', octet == (byte)'\n');
        }
        return at;
    }

    private int Stop(int at)
    {
        (_isAfterCr, IsAtLineStart) = (false, false);
        return at;
    }
}
