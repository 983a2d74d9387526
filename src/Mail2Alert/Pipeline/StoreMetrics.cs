using System.Diagnostics.Metrics;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>How much is kept and owed, as of the last look.</summary>
internal sealed class StoreMetrics
{
    public StoreMetrics(IMeterFactory meters, Func<StoreFigures?> figures, StoreRoom room, IStoreDesk desk, TimeProvider clock)
    {
        var meter = meters.Create(Diagnostics.Name);
        meter.CreateObservableGauge(
            "mail2alert.store.deliveries", () => ByState(figures()), "{delivery}", "Deliveries kept, by state");
        meter.CreateObservableGauge(
            "mail2alert.store.undecided", () => figures()?.Undecided ?? 0, "{mail}", "Mails nobody decided about yet");
        meter.CreateObservableGauge("mail2alert.store.bytes", () => figures()?.Bytes ?? 0, "By", "Octets of all mails kept");
        meter.CreateObservableGauge(
            "mail2alert.store.database.bytes", () => figures()?.DatabaseBytes ?? 0, "By", "Octets of the database on disk");
        meter.CreateObservableGauge(
            "mail2alert.store.oldest", () => Age(figures(), clock), "s", "Age of the oldest delivery that is owed, or mail that is undecided");
        AddRoom(meter, room, desk);
        AddCommits(meter, desk);
    }

    // From a good disk to one that hangs; from one mail alone to a full batch.
    private static InstrumentAdvice<double> Times { get; } =
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30] };

    private static InstrumentAdvice<long> Counts { get; } = new() { HistogramBucketBoundaries = [0, 1, 2, 5, 10, 20, 50, 100, 500, 2000] };

    private static void AddRoom(Meter meter, StoreRoom room, IStoreDesk desk)
    {
        meter.CreateObservableGauge("mail2alert.store.disk.free", () => Known(room.Free), "By", "Octets free on the store's disk");
        meter.CreateObservableGauge(
            "mail2alert.store.disk.state", () => (int)room.State, "{state}", "0 with room, 1 below disk-warning, 2 below disk-reserve: mail is refused");
        meter.CreateObservableCounter("mail2alert.store.refused", () => ByReason(room, desk), "{mail}", "Mails refused for lack of room, by what had none");
    }

    private static void AddCommits(Meter meter, IStoreDesk desk)
    {
        meter.CreateObservableGauge("mail2alert.store.queue.changes", () => desk.Backlog.Changes, "{change}", "Changes that wait for the disk; mails are refused at 10,000");
        meter.CreateObservableGauge("mail2alert.store.queue.bytes", () => desk.Backlog.Bytes, "By", "Octets of mails that wait for the disk; refused at 64 MiB");
        var duration = meter.CreateHistogram("mail2alert.store.commit.duration", "s", "Duration of one commit", null, Times);
        var mails = meter.CreateHistogram("mail2alert.store.commit.mails", "{mail}", "New mails that shared one commit", null, Counts);
        desk.Committed = commit =>
        {
            duration.Record(commit.Took.TotalSeconds);
            mails.Record(commit.Mails);
        };
    }

    private static IEnumerable<Measurement<long>> Known(long? value) => value is { } known ? [new Measurement<long>(known)] : [];

    private static IEnumerable<Measurement<long>> ByReason(StoreRoom room, IStoreDesk desk) =>
    [
        new(room.Refused, new KeyValuePair<string, object?>("reason", "disk")),
        new(desk.Backlog.Refused, new KeyValuePair<string, object?>("reason", "queue")),
    ];

    private static IEnumerable<Measurement<long>> ByState(StoreFigures? figures) => figures is null
        ? []
        : figures.Deliveries.Select(count =>
            new Measurement<long>(count.Value, new KeyValuePair<string, object?>("state", NameOf(count.Key))));

    private static double Age(StoreFigures? figures, TimeProvider clock)
    {
        var oldest = new[] { figures?.OldestOpen, figures?.OldestUndecided }.Min();
        return oldest is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0;
    }

    private static string NameOf(DeliveryState state) => state.ToString().ToLowerInvariant();
}
