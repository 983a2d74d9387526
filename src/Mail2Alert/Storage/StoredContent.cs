using System.Buffers;
using Mail2Alert.Smtp;

namespace Mail2Alert.Storage;

/// <summary>The bytes of a mail that was read back. They are nobody else's and stay as long as somebody holds them.</summary>
internal sealed class StoredContent(byte[] bytes, bool hasEightBit) : SmtpContent
{
    public override long Length => bytes.Length;

    public override bool HasEightBit => hasEightBit;

    public override ReadOnlySequence<byte> Bytes => new(bytes);

    public override Stream OpenRead() => new MemoryStream(bytes, writable: false);
}
