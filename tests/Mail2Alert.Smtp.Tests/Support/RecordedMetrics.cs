using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>What a server measured. Counters add up; of histograms, the measurements are counted.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _tags = new();
    private readonly ConcurrentBag<string> _listeners = [];
    private readonly ConcurrentBag<Instrument> _instruments = [];

    public RecordedMetrics(TestServer server)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Mail2Alert.Smtp" && ReferenceEquals(instrument.Meter.Scope, server.Meters))
            {
                _instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        _listener.Start();
    }

    public IReadOnlyCollection<Instrument> Instruments => _instruments;

    public IReadOnlyCollection<string> Listeners => _listeners;

    /// <summary>The value by the instrument's name and its tags' values, without the listener's; 0 when there is none.</summary>
    public double this[string key] => _values.GetValueOrDefault(key);

    /// <summary>The names of the tags that an instrument was seen with; null when it was not seen.</summary>
    public IReadOnlyList<string>? TagsOf(string instrument) => _tags.GetValueOrDefault(instrument);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (key, names) = (instrument.Name, new List<string>());
        foreach (var tag in tags)
        {
            key += tag.Key == "listener" ? "" : $" {tag.Value}";
            names.Add(tag.Key);
            if (tag.Key == "listener")
            {
                _listeners.Add((string)tag.Value!);
            }
        }

        _tags[instrument.Name] = names;
        _values.AddOrUpdate(key, value, (_, sum) => sum + value);
    }
}
