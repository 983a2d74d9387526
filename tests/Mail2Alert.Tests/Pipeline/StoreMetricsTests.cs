using System.Diagnostics.Metrics;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

public sealed class StoreMetricsTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly StoreRoom _room = new(() => 12345, reserve: 20_000, warning: 30_000);
    private readonly Dictionary<string, List<double>> _measured = [];
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();

    [Fact]
    public async Task Commits_are_measured_with_the_mails_that_shared_them()
    {
        var store = await ListenAsync();
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;
        var others = Enumerable.Range(0, 7).Select(_ => store.KeepAsync(Mail(), Cancellation)).ToList();
        _listener.RecordObservableInstruments();
        disk.GoOn();
        await Task.WhenAll([first, .. others]);
        await _folder.CloseAsync(store);

        _measured["mail2alert.store.commit.mails"].ShouldBe([1, 7]);
        _measured["mail2alert.store.commit.duration"].Count.ShouldBe(2);
        _measured["mail2alert.store.queue.changes"].ShouldBe([7]);
        _measured["mail2alert.store.queue.bytes"].Single().ShouldBeGreaterThan(700);
    }

    [Fact]
    public async Task Room_and_refusals_are_measured()
    {
        await ListenAsync();
        _room.Look();
        _room.TryTake(1).ShouldBeFalse();

        _listener.RecordObservableInstruments();

        _measured["mail2alert.store.disk.free"].ShouldBe([12345]);
        _measured["mail2alert.store.disk.state"].ShouldBe([2]);
        _measured["mail2alert.store.refused"].ShouldBe([1, 0]);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _folder.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task<Mail2Alert.Storage.Sqlite.SqliteStore> ListenAsync()
    {
        var store = await _folder.OpenAsync();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _ = new StoreMetrics(meters, () => null, _room, store.Desk, _folder.Clock);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
        return store;
    }

    private void Add(Instrument instrument, double value)
    {
        lock (_measured)
        {
            if (!_measured.TryGetValue(instrument.Name, out var values))
                _measured.Add(instrument.Name, values = []);
            values.Add(value);
        }
    }
}
