using System.Globalization;
using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;

namespace Mail2Alert.Benchmarks.Operations;

/// <summary>A store in the temporary directory, and mails of 1 KB one after the other: each is a commit of its own.</summary>
internal sealed class StoreOperations : IAsyncDisposable
{
    private static readonly Target Ops = new("slack", "T/#ops", "slack://***/#ops");

    private readonly DirectoryInfo _directory;
    private readonly IStore _store;
    private int _mails;

    private StoreOperations(DirectoryInfo directory, IStore store) => (_directory, _store) = (directory, store);

    public static async Task<StoreOperations> OpenAsync()
    {
        var directory = Directory.CreateTempSubdirectory("mail2alert-store-");
        var options = new SqliteStoreOptions { Path = Path.Combine(directory.FullName, "store.db") };
        return await SqliteOpening.OpenAsync(options, TimeProvider.System, CancellationToken.None) is StoreOpening.Opened opened
            ? new StoreOperations(directory, opened.Store)
            : throw new IOException($"{options.Path} does not open");
    }

    /// <summary>A mail that nobody decided about yet.</summary>
    public async Task<int> KeepAsync() => Done(await _store.KeepAsync(Mail(), CancellationToken.None));

    /// <summary>A mail with its decision, and one delivery that is owed.</summary>
    public async Task<int> KeepDecidedAsync()
    {
        var mail = Mail();
        var alert = Alert(mail.Id);
        var delivery = PlannedDelivery.Tell(mail.Id, alert, Ops, "webshop", "slack");
        var decision = new MailDecision(alert, new AlertState(AlertStatus.Firing, mail.Id, "BREAKS"), ["source gocd claims it", "webshop matches"], [delivery])
        {
            Subject = alert.Title,
            HasMailsText = true,
        };
        return Done(await _store.KeepAsync(mail, decision, CancellationToken.None));
    }

    /// <summary>The same, and the delivery taken and recorded as done.</summary>
    public async Task<int> KeepAndDeliverAsync()
    {
        await KeepDecidedAsync();
        var leased = await _store.LeaseAsync(new Dictionary<string, int> { ["slack"] = 1 }, TimeSpan.FromMinutes(5), CancellationToken.None);
        return Done(await _store.RecordAsync(leased[0], new AttemptEnd.Delivered("ok"), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private Message Mail() => SampleMail.Open(SampleMail.GoCd, "01JD" + (++_mails).ToString("D12", CultureInfo.InvariantCulture));

    private static Alert Alert(string key) => new()
    {
        Source = "gocd",
        Key = key,
        Status = AlertStatus.Firing,
        Severity = Severity.Error,
        Event = "BREAKS",
        Title = "Stage [webshop/1042/unit-test/1] is broken",
        Text = "",
        Labels = Labels.Empty.With("pipeline", "webshop").With("stage", "unit-test").With("group", "shop").With("event", "BREAKS"),
    };

    private static int Done(StoreAnswer answer) => answer is StoreAnswer.Done ? 1 : throw new IOException(answer.ToString());
}
