namespace Mail2Alert.Routing.Groups;

/// <summary>How much groups may hold: what finds no room in one is told by itself.</summary>
/// <param name="Groups">At the same time.</param>
/// <param name="Members">Of one group.</param>
internal sealed record GroupLimits(int Groups = 100_000, int Members = 2_000);
