namespace Mail2Alert.Configuration.RuleTests;

/// <summary>What the lookups of one source answer in a test.</summary>
internal abstract record LookedUp
{
    private LookedUp()
    {
    }

    /// <summary>Of a <c>gocd</c> source.</summary>
    /// <param name="GroupOf">The group of each pipeline that is in one; null when the lookup fails.</param>
    public sealed record Groups(IReadOnlyDictionary<string, string>? GroupOf) : LookedUp;

    /// <summary>Of a source whose lookups the file declares.</summary>
    /// <param name="ByLookup">The labels that a lookup finds; null when it fails.</param>
    public sealed record Labels(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>?> ByLookup) : LookedUp;
}
