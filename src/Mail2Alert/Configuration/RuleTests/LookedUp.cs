namespace Mail2Alert.Configuration.RuleTests;

/// <summary>What the lookups of one source answer in a test.</summary>
/// <param name="GroupOf">The group of each pipeline that is in one; null when the lookup fails.</param>
internal sealed record LookedUp(IReadOnlyDictionary<string, string>? GroupOf);
