using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.Lookups;

/// <summary>Passes on one line of a kind a minute: what fails for a thousand addresses is told once.</summary>
internal sealed class SeldomLogger(ILogger inner, TimeProvider time) : ILogger
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, long> _saidAt = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> formatter)
    {
        if (_saidAt.TryGetValue(id.Id, out var then) && time.GetElapsedTime(then) < Quiet)
            return;
        _saidAt[id.Id] = time.GetTimestamp();
        inner.Log(level, id, state, error, formatter);
    }
}
