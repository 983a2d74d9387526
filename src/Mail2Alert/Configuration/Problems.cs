using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration;

/// <summary>Collects what is wrong with one file, so that all mistakes are told at once.</summary>
internal sealed class Problems(string file)
{
    private readonly List<ConfigurationProblem> _found = [];

    public bool HasErrors => _found.Exists(problem => problem.Severity == ProblemSeverity.Error);

    public void Error(Position at, string text) => _found.Add(new(file, at, ProblemSeverity.Error, text));

    public void Warning(Position at, string text) => _found.Add(new(file, at, ProblemSeverity.Warning, text));

    public IReadOnlyList<ConfigurationProblem> InOrder() =>
        [.. _found.Distinct().OrderBy(problem => problem.At?.Line).ThenBy(problem => problem.At?.Column)];
}
