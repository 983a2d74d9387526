using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>Knows what keeps alerts quiet.</summary>
internal sealed class Holds(SilenceBook silences, Inhibitors? inhibitors = null)
{
    /// <param name="alert">The alert.</param>
    /// <param name="options">Of the route that would tell it.</param>
    /// <param name="now">What the time is.</param>
    /// <returns>Null when nothing does.</returns>
    public Hold? Of(Alert alert, RouteOptions options, DateTimeOffset now) =>
        Silenced(alert, now) ?? Inhibited(alert) ?? Muted(options, now);

    private Hold? Silenced(Alert alert, DateTimeOffset now) => silences.Of(alert, now) is { } silence
        ? new Hold(
            $"silenced by {silence.By} until {silence.Ends.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {silence.Reason} (silence {silence.Id})", Passes: false)
        : null;

    private Hold? Inhibited(Alert alert) => inhibitors?.Of(alert) is { } other
        ? new Hold($"kept quiet while {other.Source}: {other.Key} fires", Passes: false)
        : null;

    private static Hold? Muted(RouteOptions options, DateTimeOffset now)
    {
        if (options.Mute.FirstOrDefault(time => time.IsOpen(now)) is { } mute)
            return new Hold($"muted during {mute.Name}", Passes: true);
        return options.Active.Count > 0 && !options.Active.Any(time => time.IsOpen(now))
            ? new Hold($"muted outside of {string.Join(", ", options.Active.Select(time => time.Name))}", Passes: true)
            : null;
    }
}
