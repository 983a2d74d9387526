namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A file whose writes wait until the test lets them go.</summary>
internal sealed class SlowDisk(string path, Task ready)
    : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await ready;
        Write(buffer.Span);
    }
}
