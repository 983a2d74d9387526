using System.Buffers;

namespace Mail2Alert.Smtp;

/// <summary>
/// The bytes of a message, lines ending in CR LF and nothing else: stray CR and LF were turned into CR LF while they arrived, so that no
/// server behind this one can see an end of data that this one did not (CVE-2023-51764 and its kin). Only content that is
/// <see cref="SmtpBody.Binary"/> is as it was sent, stray CR, LF and NUL included; it must be encoded before it goes on by DATA.
/// </summary>
/// <remarks>The memory is rented. It goes back when the message was answered; whoever keeps bytes longer copies them.</remarks>
public abstract class SmtpContent
{
    /// <summary>Octets.</summary>
    public abstract long Length { get; }

    /// <summary>True when some octet is above 127, whatever BODY said.</summary>
    public abstract bool HasEightBit { get; }

    /// <summary>The content where it lies in memory.</summary>
    public abstract ReadOnlySequence<byte> Bytes { get; }

    /// <summary>The content as a readable, seekable stream over the same bytes.</summary>
    public abstract Stream OpenRead();
}
