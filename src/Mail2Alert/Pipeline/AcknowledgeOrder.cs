using Mail2Alert.Alerts;

namespace Mail2Alert.Pipeline;

/// <summary>Somebody takes care of an alert, or does not any more.</summary>
/// <param name="Name">Which alert: its short id, or its source.</param>
/// <param name="Key">Its key within the source; null when the short id names it.</param>
/// <param name="By">Who.</param>
/// <param name="IsTaken">False to give it back.</param>
internal sealed record AcknowledgeOrder(string Name, string? Key, string By, bool IsTaken);

/// <summary>What became of such an order.</summary>
/// <param name="Id">The alert; null when it was not found.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
internal sealed record AcknowledgeAnswer(AlertId? Id, string? Refusal)
{
    public static AcknowledgeAnswer Refused(string why) => new(null, why);
}
