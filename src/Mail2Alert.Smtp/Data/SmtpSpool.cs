using Mail2Alert.Smtp.Telemetry;

namespace Mail2Alert.Smtp.Data;

/// <summary>Where the messages of a server lie that are too large for memory.</summary>
internal sealed class SmtpSpool(SmtpServerOptions options, SmtpMetrics metrics, SmtpLog log)
{
    // Nobody but the program's own user: mail is private, and the system's temporary directory is not.
    private const UnixFileMode OwnDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory = options.SpoolDirectory ?? Path.Combine(Path.GetTempPath(), "mail2alert-spool-" + Environment.UserName);

    // Of the memory that is free, so that many large mails at once go to files sooner than a single one.
    private const int LargestShare = 16;

    /// <summary>True for a message that lies in a file, when the server has so much memory left.</summary>
    public bool Takes(long length, SmtpByteBudget memory) =>
        length > options.SpoolThreshold || (length > SmtpContentSegment.Largest && length > memory.Free / LargestShare);

    public SmtpByteBudget Disk { get; } = new(options.MaxSpoolBytes, metrics.BytesSpooled);

    /// <summary>Makes an empty file that is gone when it is closed. Tests put a full disk here.</summary>
    public Func<FileStream> Create { get => field ?? CreateFile; set; }

    public SmtpSpoolFile Open() => new(Create(), Disk);

    public void Failed(Exception exception) => log.SpoolFailed(_directory, exception.Message);

    // CreateNew follows no link and takes no file that somebody else laid there, whoever may write to the directory.
    private FileStream CreateFile()
    {
        CreateDirectory();
        var path = Path.Combine(_directory, Path.GetRandomFileName());
        var file = new FileStream(path, FileOptionsFor());
        if (!OperatingSystem.IsWindows())
        {
            // The name goes at once, the bytes with the last handle: a crash leaves nothing.
            File.Delete(path);
        }

        return file;
    }

    private void CreateDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_directory);
        }
        else
        {
            Directory.CreateDirectory(_directory, OwnDirectory);
        }
    }

    private static FileStreamOptions FileOptionsFor()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options |= FileOptions.DeleteOnClose;
        }
        else
        {
            options.UnixCreateMode = OwnFile;
        }

        return options;
    }
}
