namespace Mail2Alert.Messages;

/// <summary>A mail of which a parser sees the end sooner than it comes, when it asks for more than is good for it.</summary>
internal sealed class MeteredStream(Stream mail) : Stream
{
    /// <summary>Where the end seems to be.</summary>
    public long End { get; set; } = long.MaxValue;

    /// <summary>True when the parser met an end that is none.</summary>
    public bool WasCut { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => mail.Length;

    public override long Position
    {
        get => mail.Position;
        set => mail.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var left = Math.Max(0, End - mail.Position);
        WasCut |= left == 0 && mail.Position < mail.Length;
        return mail.Read(left < buffer.Length ? buffer[..(int)left] : buffer);
    }

    public override long Seek(long offset, SeekOrigin origin) => mail.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            mail.Dispose();
        base.Dispose(disposing);
    }
}
