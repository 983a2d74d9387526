using Mail2Alert.Storage;

namespace Mail2Alert.Web.Desk;

/// <summary>What to do with which deliveries.</summary>
internal sealed record DeskOrder(DeskAction Action, IReadOnlyList<long> Ids);

/// <summary>What became of one of them.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Refusal">Why nothing was changed; null when it was.</param>
internal sealed record Acted(long Id, string? Refusal);

/// <summary>Where to write a backup.</summary>
internal sealed record BackupOrder(string Path);

/// <summary>Why a request was not answered, in a sentence for the operator.</summary>
internal sealed record DeskTrouble(string Error);
