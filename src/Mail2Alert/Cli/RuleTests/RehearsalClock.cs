namespace Mail2Alert.Cli.RuleTests;

/// <summary>The time as a test tells it.</summary>
internal sealed class RehearsalClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateTimeOffset now) => _now = now;
}
