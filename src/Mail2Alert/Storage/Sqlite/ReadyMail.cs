using System.Buffers;
using Mail2Alert.Messages;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>A mail made ready, on the caller's time, for the writer's thread. Nothing of the message is held on to.</summary>
/// <param name="Id">Names it.</param>
/// <param name="ReceivedAt">Unix milliseconds.</param>
/// <param name="Size">Octets.</param>
/// <param name="HasEightBit">True when some octet is above 127.</param>
/// <param name="Envelope">As JSON.</param>
/// <param name="Bytes">A copy of the content; null when it lies in a file.</param>
internal sealed record ReadyMail(string Id, long ReceivedAt, long Size, bool HasEightBit, Utf8Text Envelope, byte[]? Bytes)
{
    /// <summary>True when it is never handed on as it came.</summary>
    public bool Stays { get; init; }

    /// <summary>What must not be taken again; null for a mail that was sent to us.</summary>
    public Arrival? Arrival { get; init; }

    public static ReadyMail Of(Message mail, bool inFile) => new(
        mail.Id,
        mail.ReceivedAt.ToUnixTimeMilliseconds(),
        mail.Length,
        mail.HasEightBit,
        EnvelopeJson.WriteUtf8(mail.Envelope),
        inFile ? null : mail.Raw.ToArray())
    {
        Stays = mail.Stays,
        Arrival = mail.Arrival,
    };
}
