using System.Diagnostics.Metrics;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>How much is kept and owed, as of the last look.</summary>
internal sealed class StoreMetrics
{
    public StoreMetrics(IMeterFactory meters, Func<StoreFigures?> figures, TimeProvider clock)
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
    }

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
