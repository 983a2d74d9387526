using Mail2Alert.Pipeline;
using Mail2Alert.Routing;

namespace Mail2Alert.Web.Desk;

/// <summary>Which silence to end.</summary>
internal sealed record SilenceName(string Id);

/// <summary>A silence as people and their scripts see it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="State"><c>pending</c>, <c>active</c> or <c>expired</c>, as Alertmanager says.</param>
/// <param name="Matchers">What it silences; all must hold.</param>
/// <param name="Starts">From when on.</param>
/// <param name="Ends">Until when.</param>
/// <param name="By">Who wanted it.</param>
/// <param name="Reason">Why.</param>
internal sealed record ListedSilence(
    string Id, string State, IReadOnlyList<string> Matchers, DateTimeOffset Starts, DateTimeOffset Ends, string By, string Reason)
{
    public static ListedSilence Of(Silence silence, DateTimeOffset now) => new(
        silence.Id,
        silence.IsOver(now) ? "expired" : now < silence.Starts ? "pending" : "active",
        [.. silence.When.Select(match => match.ToString())],
        silence.Starts,
        silence.Ends,
        silence.By,
        silence.Reason);
}

/// <summary>What became of an order about a silence.</summary>
/// <param name="Silence">As it is now; null when nothing was done.</param>
/// <param name="Firing">How many alerts that fire now match it.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
internal sealed record SilenceReport(ListedSilence? Silence, int Firing, string? Refusal)
{
    public static SilenceReport Of(SilenceAnswer answer, DateTimeOffset now) =>
        new(answer.Silence is { } silence ? ListedSilence.Of(silence, now) : null, answer.Firing, answer.Refusal);
}
