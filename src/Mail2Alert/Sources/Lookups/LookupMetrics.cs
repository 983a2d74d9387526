using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mail2Alert.Sources.Lookups;

/// <summary>Counts and times lookups. Tags are names from the configuration and fixed words, so their number is bounded.</summary>
internal sealed class LookupMetrics
{
    private readonly Counter<long> _lookups;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _crowded;
    private readonly ConcurrentDictionary<LookupSettings, Func<int>> _copies = new();

    public LookupMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Mail2Alert");
        _lookups = meter.CreateCounter<long>("mail2alert.lookups", description: "Answers given to mails: fresh, stale or missing.");
        _duration = meter.CreateHistogram<double>("mail2alert.lookup.duration", "s", "How long an API took to answer or to fail.");
        _crowded = meter.CreateCounter<long>("mail2alert.lookup.crowded", description: "Calls that were not made since too many wait for the server.");
        meter.CreateObservableGauge("mail2alert.lookup.copies", Copies, description: "Answers of APIs that are remembered.");
    }

    public void Answered<T>(LookupSettings lookup, LookupAnswer<T> answer)
        where T : class =>
        _lookups.Add(1, Tags(lookup, answer switch
        {
            LookupAnswer<T>.Fresh => "fresh",
            LookupAnswer<T>.Stale => "stale",
            LookupAnswer<T>.Missing => "missing",
            _ => throw new UnreachableException(),
        }));

    public void Fetched(LookupSettings lookup, TimeSpan duration, bool succeeded) =>
        _duration.Record(duration.TotalSeconds, Tags(lookup, succeeded ? "ok" : "failed"));

    /// <param name="server">Host and port, as configured.</param>
    public void Crowded(string server) => _crowded.Add(1, new KeyValuePair<string, object?>("server", server));

    /// <summary>Shows from now on how many answers a lookup remembers.</summary>
    public void Watch(LookupSettings lookup, Func<int> copies) => _copies[lookup] = copies;

    private IEnumerable<Measurement<int>> Copies() => _copies.Select(watched => new Measurement<int>(
        watched.Value(), new("source", watched.Key.Source), new KeyValuePair<string, object?>("lookup", watched.Key.Name)));

    private static TagList Tags(LookupSettings lookup, string result) =>
        new() { { "source", lookup.Source }, { "lookup", lookup.Name }, { "result", result } };
}
