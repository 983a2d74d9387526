using System.Diagnostics.Metrics;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Sources.Lookups;

/// <summary>Metrics of their own for one test, and what was counted.</summary>
internal sealed class TestMetrics : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly List<string> _seen = [];

    public TestMetrics()
    {
        // Other tests publish instruments at any time, also while this one's services go.
        var factory = _services.GetRequiredService<IMeterFactory>();
        Lookups = new LookupMetrics(factory);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => See(instrument, tags, $" {value}"));
        _listener.Start();
    }

    public LookupMetrics Lookups { get; }

    /// <summary>Names and tags of what was counted, in order.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_seen)
                return [.. _seen];
        }
    }

    /// <summary>What is measured when somebody looks, and how much it is.</summary>
    public IReadOnlyList<string> Observe()
    {
        _listener.RecordObservableInstruments();
        return Seen;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, string value = "")
    {
        var text = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}{value}";
        lock (_seen)
            _seen.Add(text);
    }
}
