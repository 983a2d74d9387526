using System.Globalization;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>A point in time, and whose clocks it is read from.</summary>
internal sealed record Moment(DateTimeOffset Time, TimeZoneInfo Zone)
{
    /// <summary>When things happen that do not say when: noon of a Monday, and the same for ever.</summary>
    public static Moment Default { get; } = new(new DateTimeOffset(2026, 1, 12, 12, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

    public Moment Plus(TimeSpan time) => this with { Time = Time + time };

    public override string ToString()
    {
        var local = TimeZoneInfo.ConvertTime(Time, Zone);
        return $"{local.ToString(local.Second == 0 ? "ddd yyyy-MM-dd HH:mm" : "ddd yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {Zone.Id}";
    }
}
