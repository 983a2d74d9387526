using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>Alerts that match it are told to nobody for a time.</summary>
/// <param name="Id">Names it.</param>
/// <param name="When">What it silences: all of these must hold.</param>
/// <param name="Starts">From when on.</param>
/// <param name="Ends">The first moment at which it does not hold.</param>
/// <param name="By">Who wanted it.</param>
/// <param name="Reason">Why.</param>
internal sealed record Silence(
    string Id, IReadOnlyList<LabelMatch> When, DateTimeOffset Starts, DateTimeOffset Ends, string By, string Reason)
{
    public bool Holds(Alert alert, DateTimeOffset now) => now >= Starts && !IsOver(now) && Matches(alert);

    public bool IsOver(DateTimeOffset now) => now >= Ends;

    /// <summary>A label that could not be looked up silences nothing.</summary>
    public bool Matches(Alert alert) => When.All(match => match.Matches(alert) == Truth.Yes);
}
