using Mail2Alert.Routing;

namespace Mail2Alert.Pipeline;

/// <summary>A silence that somebody wants.</summary>
/// <param name="Matchers">What it silences, as Alertmanager writes it; all must hold.</param>
/// <param name="Starts">From when on; null for now.</param>
/// <param name="Ends">Until when.</param>
/// <param name="By">Who wants it.</param>
/// <param name="Reason">Why.</param>
internal sealed record SilenceOrder(IReadOnlyList<string> Matchers, DateTimeOffset? Starts, DateTimeOffset Ends, string By, string Reason);

/// <summary>What became of an order about a silence.</summary>
/// <param name="Silence">As it is now; null when nothing was done.</param>
/// <param name="Firing">How many alerts that fire now match it.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
internal sealed record SilenceAnswer(Silence? Silence, int Firing, string? Refusal)
{
    public static SilenceAnswer Refused(string why) => new(null, 0, why);
}
