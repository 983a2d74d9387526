using System.Buffers;
using System.Runtime.InteropServices;
using Mail2Alert.Smtp;

namespace Mail2Alert.Messages;

/// <summary>The bytes of a mail that lie in memory of their own. They are nobody else's and stay as long as somebody holds them.</summary>
internal sealed class OwnContent(ReadOnlyMemory<byte> bytes, bool hasEightBit) : SmtpContent
{
    public override long Length => bytes.Length;

    public override bool HasEightBit => hasEightBit;

    public override ReadOnlySequence<byte> Bytes => new(bytes);

    public override Stream OpenRead() => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
