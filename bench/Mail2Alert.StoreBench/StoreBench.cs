using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;

namespace Mail2Alert.StoreBench;

/// <summary>Work for a store, and how fast it goes: a mail of 1 KB with one delivery, as GoCD sends them.</summary>
internal sealed class StoreBench(SqliteStore store) : IAsyncDisposable
{
    private static readonly SmtpEnvelope Envelope = new(
        new SmtpPeer("bench", null, null, "ci", true),
        new SmtpPath("gocd", "example.net"),
        SmtpMailParameters.None,
        [new SmtpRecipient(new SmtpPath("mail2alert", "example.net"))]);

    private static readonly SmtpContent Content = new OwnContent(
        Encoding.ASCII.GetBytes("Subject: Stage [p/1/s/1] failed\r\n\r\n" + new string('x', 1000)), hasEightBit: false);

    private static readonly Alert Failed = new()
    {
        Source = "gocd",
        Key = "p/s",
        Status = AlertStatus.Firing,
        Severity = Severity.Error,
        Labels = Labels.Empty.With("pipeline", "p").With("stage", "s"),
        Title = "Stage [p/1/s/1] failed",
        Text = new string('x', 500),
    };

    private int _mails;

    public static async Task<int> RunAsync(int senders, int mails, string place)
    {
        using var directory = new BenchDirectory(place);
        var start = Stopwatch.GetTimestamp();
        await using var bench = await OpenAsync(Path.Combine(directory.Path, "bench.db"));
        Console.WriteLine($"opened in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        await bench.MeasureAsync("keep", senders, mails, bench.KeepAsync);
        await bench.MeasureAsync("keep and decide", senders, mails, bench.KeepDecidedAsync);
        await bench.MeasureAsync("lease and record", 1, mails, bench.LeaseAndRecordAsync);
        await bench.MeasureAsync("figures", 1, 1000, bench.FiguresAsync);
        await bench.MeasureAsync("destinations", 1, 1000, bench.DestinationsAsync);
        return 0;
    }

    public static async Task<StoreBench> OpenAsync(string path) =>
        await SqliteOpening.OpenAsync(new SqliteStoreOptions { Path = path }, TimeProvider.System, CancellationToken.None) is StoreOpening.Opened opened
            ? new StoreBench((SqliteStore)opened.Store)
            : throw new IOException($"{path} does not open");

    public ValueTask DisposeAsync() => store.DisposeAsync();

    public async Task MeasureAsync(string name, int senders, int times, Func<int, Task<int>> work)
    {
        var (commits, bytes, start) = (store.Writer.Commits, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => RepeatAsync(times / senders, work)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var done = store.Writer.Commits - commits;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-18} {senders,5} at once: {times / seconds,8:F0}/s, {done / seconds,6:F0} commits/s, {(GC.GetTotalAllocatedBytes() - bytes) / times,6} bytes each"));
    }

    public async Task<int> KeepAsync(int most)
    {
        Check(await store.KeepAsync(Mail(), CancellationToken.None));
        return 1;
    }

    public async Task<int> KeepDecidedAsync(int most)
    {
        var mail = Mail();
        var alert = Failed with { Key = mail.Id };
        var delivery = PlannedDelivery.Tell(mail.Id, alert, new Target("slack", "T/#ops", "slack://***/#ops"), "route 1", "slack");
        IStore its = store;
        Check(await its.KeepAsync(mail, new MailDecision(alert, null, ["because"], [delivery]), CancellationToken.None));
        return 1;
    }

    /// <summary>A mail about one of many alerts that is finished; of a thousand, three are still owed and two are dead.</summary>
    public async Task<int> KeepPastAsync(int most)
    {
        const int Alerts = 10_000;
        var mail = Mail();
        var n = Volatile.Read(ref _mails);
        var alert = Failed with { Key = $"p{n % Alerts}/s" };
        var end = (n % 1000) switch
        {
            < 3 => (AttemptEnd)new AttemptEnd.Again("450 4.2.1 Mailbox busy", TimeSpan.FromDays(1)),
            < 5 => new AttemptEnd.Dead("550 5.1.1 No such user"),
            _ => new AttemptEnd.Delivered("2.0.0 queued as 4XyZ"),
        };
        var target = new Target("mailto", "ops@example.net", "mailto:ops@example.net");
        var delivery = PlannedDelivery.Tell(mail.Id, alert, target, "route 1", Destination.Relay) with { FirstAttempt = end };
        var state = new AlertState(AlertStatus.Firing, mail.Id, "BREAKS");
        IStore its = store;
        Check(await its.KeepAsync(mail, new MailDecision(alert, state, ["a source claims it", "route 1 wants it"], [delivery]), CancellationToken.None));
        return 1;
    }

    public async Task<int> LeaseAndRecordAsync(int most)
    {
        var room = new Dictionary<string, int> { ["slack"] = Math.Min(100, most) };
        var leased = await store.LeaseAsync(room, TimeSpan.FromMinutes(5), CancellationToken.None);
        await Task.WhenAll(leased.Select(async delivery =>
            Check(await store.RecordAsync(delivery, new AttemptEnd.Delivered(), CancellationToken.None))));
        return leased.Count;
    }

    public async Task<int> FiguresAsync(int most)
    {
        await store.Desk.FiguresAsync(CancellationToken.None);
        return 1;
    }

    public async Task<int> DestinationsAsync(int most)
    {
        await store.DestinationsAsync(CancellationToken.None);
        return 1;
    }

    private static async Task RepeatAsync(int times, Func<int, Task<int>> work)
    {
        for (var done = 0; done < times;)
            done += await work(times - done);
    }

    private static void Check(StoreAnswer answer)
    {
        if (answer is not StoreAnswer.Done)
            throw new IOException(answer.ToString());
    }

    private Message Mail() => new(new SmtpMessage(
        "01JD" + Interlocked.Increment(ref _mails).ToString("D12", CultureInfo.InvariantCulture), TimeProvider.System.GetUtcNow(), Envelope, Content));
}
