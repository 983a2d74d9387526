namespace Mail2Alert.Tests.Storage;

/// <summary>A wall clock that can be set both ways, and a time that only passes, as a machine has them.</summary>
internal sealed class SettableClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _passed;

    public void Pass(TimeSpan time) => (_now, _passed) = (_now + time, _passed + time.Ticks);

    /// <summary>What an administrator does, or a time server.</summary>
    public void Set(TimeSpan by) => _now += by;
}
