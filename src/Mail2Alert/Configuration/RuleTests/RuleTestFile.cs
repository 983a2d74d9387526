namespace Mail2Alert.Configuration.RuleTests;

/// <summary>The tests of one file.</summary>
/// <param name="Path">As it was named.</param>
/// <param name="Tests">Without those that are wrong.</param>
/// <param name="Problems">In the order of the file.</param>
internal sealed record RuleTestFile(string Path, IReadOnlyList<RuleTest> Tests, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>True when nobody named it: it lies beside the configuration.</summary>
    public bool IsFound { get; init; }

    public bool HasErrors => Problems.Any(problem => problem.Severity == ProblemSeverity.Error);
}
