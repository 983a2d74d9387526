using System.Buffers;
using System.Collections.Concurrent;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// Mails too large for a row, each in a file: <c>&lt;database&gt;-mails/xx/&lt;id&gt;.eml</c>. A file is complete and durable before a row
/// names it, and is deleted after its row.
/// </summary>
internal sealed class MailFiles(string directory) : IDisposable
{
    // Mail is private.
    private const UnixFileMode OwnDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // The system's number for "no space left on device", and Windows' two.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public const string Extension = ".eml";

    // Each sync holds a thread of the pool.
    private readonly SemaphoreSlim _writing = new(4);
    private readonly ConcurrentDictionary<string, bool> _unnamed = new();

    /// <summary>Makes the directory, durably; from now on the database that belongs to it must not be missing.</summary>
    public void Create()
    {
        if (Directory.Exists(directory))
            return;
        MakeDirectory(directory);
        DirectorySync.Flush(Path.GetDirectoryName(directory)!);
    }

    /// <summary>Writes a mail to the disk. Until it is <see cref="Settle">settled</see> nobody sweeps it away.</summary>
    /// <exception cref="IOException">The disk refused, or is full.</exception>
    public async Task WriteAsync(string id, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _unnamed[id] = true;
            await WriteFileAsync(PathOf(id), bytes, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Called when a row names the file, or never will.</summary>
    public void Settle(string id) => _unnamed.TryRemove(id, out _);

    /// <summary>The bytes; null when there are not as many as there should be.</summary>
    public byte[]? Read(string id, long length)
    {
        var path = PathOf(id);
        if (new FileInfo(path) is not { Exists: true } file || file.Length != length)
            return null;
        return File.ReadAllBytes(path);
    }

    public bool Exists(string id, long length) => new FileInfo(PathOf(id)) is { Exists: true } file && file.Length == length;

    public void Delete(string id) => File.Delete(PathOf(id));

    /// <summary>Files that may have no row: those that are not being written right now, half-written ones of an earlier run among them.</summary>
    public IEnumerable<(string Path, string Id)> Settled() =>
        from path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        let id = Path.GetFileName(path).Split('.')[0]
        where !_unnamed.ContainsKey(id)
        select (path, id);

    public void Dispose() => _writing.Dispose();

    /// <summary>What a notifier is to be told when a file could not be written.</summary>
    public static StoreAnswer Answer(Exception exception) =>
        DiskFull.Contains(exception.HResult) ? new StoreAnswer.Full("the disk is full") : new StoreAnswer.Failed(exception.Message);

    // Ids come from our own server, but a path must not depend on that.
    private string PathOf(string id) => id.Length >= 2 && id.All(char.IsAsciiLetterOrDigit)
        ? Path.Combine(directory, id[^2..], id + Extension)
        : throw new ArgumentException($"'{id}' cannot name a file", nameof(id));

    private static async Task WriteFileAsync(string path, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            MakeDirectory(folder);
            DirectorySync.Flush(Path.GetDirectoryName(folder)!);
        }
        var unfinished = path + ".tmp";
        try
        {
            await WriteThroughAsync(unfinished, bytes, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            // A full disk is not to be kept full by what did not fit.
            File.Delete(unfinished);
        }
        DirectorySync.Flush(folder);
    }

    private static async Task WriteThroughAsync(string path, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, NewFile());
        foreach (var segment in bytes)
            await file.WriteAsync(segment, cancellationToken);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    // Without a size in advance: when that does not fit, .NET throws an error that does not say so.
    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        return options;
    }

    private static void MakeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnDirectory);
    }
}
