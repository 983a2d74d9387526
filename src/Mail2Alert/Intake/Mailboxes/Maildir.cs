using Mail2Alert.Storage;

namespace Mail2Alert.Intake.Mailboxes;

/// <summary>
/// A folder in Maildir form (https://cr.yp.to/proto/maildir.html): each mail is a file, which whoever delivers it writes in <c>tmp</c> and moves to
/// <c>new</c> when it is whole. Taken mail goes to <c>cur</c> as seen, or is deleted; what can never be taken goes to the subfolder
/// <c>.Rejected</c>, where mail programs show it.
/// </summary>
internal sealed class Maildir(string path, bool deletes, MailboxTerms terms, TimeProvider clock) : IMailbox
{
    // A look lasts no longer than that takes; the rest is there at the next.
    private const int Most = 1000;

    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // As long as somebody may be about to write into it.
    private static readonly TimeSpan EmptyFor = TimeSpan.FromMinutes(1);

    private readonly string _new = Path.Combine(path, "new");
    private readonly string _current = Path.Combine(path, "cur");
    private readonly string _rejected = Path.Combine(path, ".Rejected");
    private bool _isUnsettled;

    public Task<IReadOnlyList<string>> LookAsync(TakenMails taken, CancellationToken cancellationToken) =>
        TryAsync<IReadOnlyList<string>>(() =>
        [
            .. new DirectoryInfo(_new).EnumerateFiles()
                .Where(file => !file.Name.StartsWith('.'))
                .OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => file.Name)
                .Take(Most),
        ]);

    public async Task<FetchedMail> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(Path.Combine(_new, id));
            return Refusal(file) ?? await ReadAsync(file, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return new FetchedMail.Gone();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FetchedMail.Later($"it cannot be read: {exception.Message}");
        }
    }

    public Task PutAwayAsync(string id, bool isTaken, CancellationToken cancellationToken) => TryAsync(() =>
    {
        var file = Path.Combine(_new, id);
        if (isTaken && deletes)
            File.Delete(file);
        else if (File.Exists(file))
            File.Move(file, isTaken ? Path.Combine(_current, Named(id, "S")) : Path.Combine(Rejected(), Named(id, "")));
        _isUnsettled = true;
        return true;
    });

    public Task<IReadOnlyList<string>> SettleAsync(TakenMails taken, CancellationToken cancellationToken) => TryAsync<IReadOnlyList<string>>(() =>
    {
        // A power failure must not bring back to `new` what nobody would know to be taken. It is in `cur` before it is gone from `new`.
        if (_isUnsettled)
        {
            DirectorySync.Flush(_current);
            DirectorySync.Flush(_new);
        }
        _isUnsettled = false;
        return [.. taken.Ids.Where(id => !File.Exists(Path.Combine(_new, id)))];
    });

    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(terms.Every, clock, cancellationToken);

    public ValueTask DisposeAsync() => default;

    private FetchedMail? Refusal(FileInfo file) =>
        file.LinkTarget is not null ? new FetchedMail.Unfit("no_mail", "it is a link to another file")
        : file.Length > terms.MaxMessageSize ? FetchedMail.Unfit.TooLarge(file.Length, terms.MaxMessageSize)
        : file.Length > 0 ? null
        : clock.GetUtcNow() - file.LastWriteTimeUtc > EmptyFor ? new FetchedMail.Unfit("no_mail", "it is empty")
        : new FetchedMail.Later("it is empty so far");

    // Whoever does not know of `tmp` writes here.
    private static async Task<FetchedMail> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = new FileStream(
            file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length == bytes.Length && stream.Length == length ? new FetchedMail.Whole(bytes) : new FetchedMail.Later("it is still being written");
    }

    // What stands behind the colon are flags, which a mail in `new` has not.
    private static string Named(string id, string flags) => $"{id.Split(':')[0]}:2,{flags}";

    private string Rejected()
    {
        foreach (var folder in (string[])["tmp", "new", "cur"])
            Make(Path.Combine(_rejected, folder));
        return Path.Combine(_rejected, "cur");
    }

    private static void Make(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, Own);
    }

    private static Task<T> TryAsync<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(new MailboxException(exception.Message, exception));
        }
    }
}
