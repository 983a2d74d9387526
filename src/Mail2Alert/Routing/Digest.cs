namespace Mail2Alert.Routing;

/// <summary>Times of day at which what came since is told, by the clocks of one place.</summary>
/// <param name="Times">At least one.</param>
/// <param name="Zone">Whose clocks.</param>
internal sealed record Digest(IReadOnlyList<TimeOnly> Times, TimeZoneInfo Zone)
{
    /// <summary>
    /// The first of these times after a moment. One that daylight saving leaves out comes an hour later by the clock, at the moment it would have
    /// been; one that it repeats comes once, the first time.
    /// </summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, Zone).DateTime);
        // Today's may all be over, and the first of tomorrow's may be left out only to come later.
        return Enumerable.Range(0, 3)
            .SelectMany(days => Times.Select(time => Moment(today.AddDays(days).ToDateTime(time))))
            .Where(moment => moment > after)
            .Min();
    }

    private DateTimeOffset Moment(DateTime local)
    {
        if (Zone.IsInvalidTime(local))
            return new DateTimeOffset(local, Zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
