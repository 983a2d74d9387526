using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Support;

internal sealed record LogLine(LogLevel Level, EventId Id, string Text, Exception? Exception);

/// <summary>Keeps every line.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(new LogLine(logLevel, eventId, formatter(state, exception), exception));
}
