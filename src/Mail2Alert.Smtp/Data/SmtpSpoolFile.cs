using System.Buffers;

namespace Mail2Alert.Smtp.Data;

/// <summary>One message on disk. Its space counts from before the write until the file is closed.</summary>
internal sealed class SmtpSpoolFile(FileStream file, SmtpByteBudget disk) : IDisposable
{
    private readonly Lock _lock = new();
    private SmtpSpoolMapping? _mapping;
    private long _length;
    private bool _disposed;

    /// <summary>The file where the system maps it: pages come when they are read, and go when memory is short.</summary>
    public ReadOnlySequence<byte> Bytes
    {
        get
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(SmtpContent));
                return (_mapping ??= new SmtpSpoolMapping(file, _length)).Bytes;
            }
        }
    }

    /// <summary>Reads by handle: late readers get an exception where the mapping would be gone from under them.</summary>
    public Stream OpenRead() => new SmtpSpoolStream(file.SafeFileHandle, _length);

    /// <summary>False when the server's share of the disk is used up.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!disk.TryReserve(bytes.Length))
        {
            return false;
        }

        _length += bytes.Length;
        await file.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _mapping?.Dispose();
            file.Dispose();
            disk.Release(_length);
        }
    }
}
