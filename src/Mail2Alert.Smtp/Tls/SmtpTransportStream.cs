using System.Buffers;
using System.IO.Pipelines;

namespace Mail2Alert.Smtp.Tls;

/// <summary>
/// The connection as <see cref="System.Net.Security.SslStream"/> wants to see it. To write never waits, so that no record is ever cut in half;
/// what was written leaves before the next wait for input, or when the session flushes the connection.
/// </summary>
internal sealed class SmtpTransportStream(IDuplexPipe transport) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!transport.Input.TryRead(out var read))
        {
            await transport.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            read = await transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return Take(read, buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer) => transport.Output.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // An empty buffer asks only to be woken: nothing is taken, and the next read finds what came.
    private int Take(ReadResult read, Span<byte> buffer)
    {
        if (read.IsCanceled)
        {
            transport.Input.AdvanceTo(read.Buffer.Start);
            throw new OperationCanceledException("Somebody wants the session's attention.");
        }

        var length = (int)Math.Min(read.Buffer.Length, buffer.Length);
        var taken = read.Buffer.Slice(0, length);
        taken.CopyTo(buffer);
        transport.Input.AdvanceTo(taken.End);
        return length;
    }
}
