using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Pipeline;

public sealed class RoomWatchTests
{
    private const long MiB = 1 << 20;

    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();
    private readonly StoreRoom _room;
    private readonly RoomWatch _watch;
    private long _free = 2000 * MiB;

    public RoomWatchTests()
    {
        _room = new StoreRoom(() => _free, 256 * MiB, 1024 * MiB);
        _watch = new RoomWatch(_room, _clock, _log);
    }

    [Fact]
    public void Each_crossing_is_told_once_with_what_is_left()
    {
        foreach (var free in (long[])[2000, 1000, 900, 200, 100, 260, 300, 2000, 2000])
        {
            _free = free * MiB;
            _watch.Look();
        }

        _log.Lines.Select(line => line.Level).ShouldBe([LogLevel.Warning, LogLevel.Error, LogLevel.Warning, LogLevel.Information]);
        _log.Lines[0].Text.ShouldContain("1000 MiB left, and below 256 MiB new mail is refused");
        _log.Lines[1].Text.ShouldContain("200 MiB left");
    }

    [Fact]
    public async Task Looks_every_few_seconds_until_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var running = _watch.RunAsync(stop.Token);

        _free = 100 * MiB;
        while (_room.State != RoomState.Short)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        await stop.CancelAsync();
        await running;
    }

    private sealed class LogLines : ILogger<RoomWatch>
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
