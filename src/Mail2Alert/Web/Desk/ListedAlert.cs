using Mail2Alert.Alerts;
using Mail2Alert.Pipeline;

namespace Mail2Alert.Web.Desk;

/// <summary>Which alerts to list.</summary>
/// <param name="IsFiring">Only those that fire.</param>
/// <param name="Most">How many at the most.</param>
internal sealed record AlertQuery(bool IsFiring, int Most);

/// <summary>Alerts as people and their scripts see them.</summary>
/// <param name="Alerts">The first of those asked for.</param>
/// <param name="Count">How many there are of them in all.</param>
internal sealed record AlertListing(IReadOnlyList<ListedAlert> Alerts, int Count);

/// <summary>An alert as people and their scripts see it.</summary>
/// <param name="Id">What people type in place of source and key.</param>
/// <param name="Source">Name of its source.</param>
/// <param name="Key">Its key within the source.</param>
/// <param name="Status">Firing or resolved; null when that is not known.</param>
/// <param name="Since">Since when.</param>
/// <param name="Title">As its last mail told it; null when it does not fire.</param>
/// <param name="Mail">The last mail about it; null when it does not fire.</param>
/// <param name="AcknowledgedBy">Who takes care of it; null when nobody does.</param>
/// <param name="AcknowledgedAt">Since when.</param>
/// <param name="Quiet">Why nobody is told of it now; null when nothing keeps it quiet.</param>
internal sealed record ListedAlert(
    string Id,
    string Source,
    string Key,
    AlertStatus? Status,
    DateTimeOffset Since,
    string? Title,
    string? Mail,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt,
    string? Quiet);

/// <summary>What became of an acknowledgement.</summary>
/// <param name="Source">Name of the alert's source; null when nothing was done.</param>
/// <param name="Key">Its key; null when nothing was done.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
internal sealed record AcknowledgedAlert(string? Source, string? Key, string? Refusal)
{
    public static AcknowledgedAlert Of(AcknowledgeAnswer answer) => new(answer.Id?.Source, answer.Id?.Key, answer.Refusal);
}
