using Mail2Alert.Deliveries;
using Mail2Alert.Intake;
using Mail2Alert.Intake.Mailboxes;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Storage;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>A folder in Maildir form, and a store for what is taken from it.</summary>
internal sealed class MailboxScene : IAsyncDisposable
{
    public const string Mail = "Return-Path: <nas@example.com>\nDelivered-To: alerts@example.com\nSubject: disk full\n\nThe disk is full.\n";

    private static readonly string[] Folders = ["tmp", "new", "cur"];

    private readonly string _root = Directory.CreateTempSubdirectory("mail2alert-maildir-").FullName;
    private SqliteStore? _store;

    public MailboxScene()
    {
        foreach (var folder in Folders)
            Directory.CreateDirectory(In(folder));
    }

    public StoreFolder Folder { get; } = new();

    public RecordingLogger<MailboxWorker> Log { get; } = new();

    /// <summary>What the store was asked to keep.</summary>
    public List<Message> Kept { get; } = [];

    /// <summary>Instead of keeping it; null to keep it.</summary>
    public Func<Message, SmtpReply?> Refuses { get; set; } = _ => null;

    public MailboxTerms Terms { get; set; } = new("alerts");

    public bool Deletes { get; set; }

    public SqliteStore Store => _store!;

    public string In(params string[] names) => Path.Combine([_root, .. names]);

    public IReadOnlyList<string> Names(params string[] folder) => Directory.Exists(In(folder))
        ? [.. Directory.EnumerateFiles(In(folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    public void Deliver(string name, string mail = Mail)
    {
        File.WriteAllText(In("new", name), mail);
        File.SetLastWriteTimeUtc(In("new", name), Folder.Clock.GetUtcNow().UtcDateTime);
    }

    public async Task<MailboxWorker> WorkerAsync()
    {
        _store ??= await Folder.OpenAsync();
        return new MailboxWorker(
            new Maildir(_root, Deletes, Terms, Folder.Clock),
            Terms,
            _store,
            KeepAsync,
            new LoopGuard(3, "gateway.example.com"),
            new ReadBudget(1 << 20, 1 << 16),
            new RetrySchedule(TimeSpan.FromDays(3), Folder.Clock),
            new MailboxMetrics(TestMeters.Factory()),
            Folder.Clock,
            Log);
    }

    public async Task<bool> LookAsync() => await (await WorkerAsync()).LookAsync(StoreTest.Cancellation);

    /// <summary>What the program finds after a crash: the store and the folder as they are.</summary>
    public void Crash()
    {
        Folder.Crash();
        _store = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Folder.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<SmtpVerdict> KeepAsync(Message mail, CancellationToken cancellationToken)
    {
        if (Refuses(mail) is { } refusal)
            return refusal;
        Kept.Add(mail);
        return await Store.KeepAsync(mail, cancellationToken) is StoreAnswer.Done ? Verdict.Kept(mail.Id) : Verdict.Deferred(mail.Id, "no");
    }
}
