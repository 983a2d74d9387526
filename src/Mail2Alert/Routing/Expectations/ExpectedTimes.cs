using Cronos;

namespace Mail2Alert.Routing.Expectations;

/// <summary>When the next mail must come, counted from the last one.</summary>
internal abstract record ExpectedTimes
{
    private ExpectedTimes()
    {
    }

    /// <summary>Null for never again.</summary>
    public abstract DateTimeOffset? After(DateTimeOffset last);

    public abstract override string ToString();

    /// <summary>So often at the least.</summary>
    public sealed record Every(TimeSpan Period) : ExpectedTimes
    {
        public override DateTimeOffset? After(DateTimeOffset last) => last + Period;

        public override string ToString() => $"every {Period:g}";
    }

    /// <summary>
    /// At these times, by the clocks of one place. A time that daylight saving leaves out comes at the end of the gap; one that it repeats
    /// comes once.
    /// </summary>
    public sealed record Cron(CronExpression Expression, TimeZoneInfo Zone, string Written) : ExpectedTimes
    {
        public override DateTimeOffset? After(DateTimeOffset last) => Expression.GetNextOccurrence(last, Zone);

        public override string ToString() => $"at '{Written}' {Zone.Id}";
    }
}
