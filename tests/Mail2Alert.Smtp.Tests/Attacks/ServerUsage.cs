using System.Diagnostics.Metrics;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>What a server holds, as its meters tell: connections, memory and disk space. Changes are events that a test can wait for.</summary>
internal sealed class ServerUsage : IDisposable
{
    // Far more than anything here takes, also on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _sums = [];
    private TaskCompletionSource _changed = NewSignal();

    public ServerUsage(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument is UpDownCounter<long>)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, change, _, _) => Add(instrument.Name, change));
        _listener.Start();
    }

    public long BytesInFlight => Sum("smtp.server.bytes_in_flight");

    public long BytesSpooled => Sum("smtp.server.bytes_spooled");

    public Task ConnectionsAsync(long number) => UntilAsync("smtp.server.connections", number);

    public Task BytesInFlightAsync(long number) => UntilAsync("smtp.server.bytes_in_flight", number);

    public void Dispose() => _listener.Dispose();

    private long Sum(string name)
    {
        lock (_lock)
        {
            return _sums.GetValueOrDefault(name);
        }
    }

    private async Task UntilAsync(string name, long number)
    {
        for (var changed = Changed(); Sum(name) != number; changed = Changed())
        {
            await changed.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    private Task Changed()
    {
        lock (_lock)
        {
            return _changed.Task;
        }
    }

    private void Add(string name, long change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _sums[name] = _sums.GetValueOrDefault(name) + change;
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
