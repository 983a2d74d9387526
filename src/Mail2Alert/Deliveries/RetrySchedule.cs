namespace Mail2Alert.Deliveries;

/// <summary>
/// When to try again: after about 5 seconds, then twice as long each time up to a quarter of an hour, with a quarter of each pause left to
/// chance so that those that failed together do not come back together.
/// </summary>
/// <param name="giveUp">How long a delivery is tried.</param>
/// <param name="clock">The clock.</param>
/// <param name="chance">From 0 to 1; tests decide what it is.</param>
internal sealed class RetrySchedule(TimeSpan giveUp, TimeProvider clock, Func<double>? chance = null)
{
    /// <summary>A relay that restarts is back by then, and an alert is not old.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    /// <summary>Exim's usual pause; Postfix begins at 5 minutes and goes up to 67.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>No target may put an alert off for longer.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    private readonly Func<double> _chance = chance ?? Random.Shared.NextDouble;
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly long _start = clock.GetTimestamp();

    public TimeSpan GiveUp => giveUp;

    /// <summary>How long to wait after this many attempts.</summary>
    /// <param name="attempts">From 1.</param>
    /// <param name="asked">What the target asks for; it counts when it is longer.</param>
    public TimeSpan After(int attempts, TimeSpan? asked = null)
    {
        var pause = Pause(attempts) * (1 - (_chance() / 4));
        return asked > pause ? Min(asked.Value, LongestAsked) : pause;
    }

    /// <summary>True when a delivery was tried for long enough: for as long as all are, unless its receiver says otherwise.</summary>
    /// <remarks>
    /// By the wall clock, since that is what a restart leaves; but without what somebody set it ahead while the program ran, and never before
    /// it was tried as often as the first hour brings with it: a machine that was off, or woke up in another year, has tried nothing.
    /// </remarks>
    public bool IsOver(int attempts, DateTimeOffset createdAt, TimeSpan? within = null) =>
        IsOld(createdAt, within) && attempts >= AttemptsWithin(Min(within ?? giveUp, TimeSpan.FromHours(1)));

    /// <summary>True when a delivery was decided so long ago, whether it was tried or not.</summary>
    public bool IsOld(DateTimeOffset createdAt, TimeSpan? within = null)
    {
        var setAhead = clock.GetUtcNow() - _startedAt - clock.GetElapsedTime(_start);
        return clock.GetUtcNow() - createdAt - (setAhead > TimeSpan.Zero ? setAhead : TimeSpan.Zero) >= (within ?? giveUp);
    }

    private static TimeSpan Pause(int attempts) => Min(First * Math.Pow(2, Math.Min(attempts - 1, 30)), Longest);

    private static int AttemptsWithin(TimeSpan time)
    {
        var attempts = 1;
        for (var passed = TimeSpan.Zero; passed < time; passed += Pause(attempts++))
            continue;
        return attempts;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
