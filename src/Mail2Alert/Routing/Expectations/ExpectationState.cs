namespace Mail2Alert.Routing.Expectations;

/// <summary>When an expected mail was last seen.</summary>
/// <param name="Name">Which expectation.</param>
/// <param name="LastGood">When the last good mail came; before the first, when the program began to wait for it.</param>
internal sealed record ExpectationState(string Name, DateTimeOffset LastGood)
{
    /// <summary>Nobody could deliver mail while the program was not there: then it has until this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>It was told that an expected mail is missing.</summary>
/// <param name="Name">Which expectation.</param>
/// <param name="Source">Whose mail it is.</param>
/// <param name="Since">When it was told.</param>
internal sealed record MissingState(string Name, string Source, DateTimeOffset Since);
