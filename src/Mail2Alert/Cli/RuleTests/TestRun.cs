using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>Plays tests, each from a blank memory, and compares.</summary>
internal static class TestRun
{
    public static async Task<TestReport> PlayAsync(
        Mail2AlertConfiguration configuration, IReadOnlyList<RuleTestFile> files, CancellationToken cancellationToken)
    {
        var tested = new List<TestedFile>();
        foreach (var file in files)
        {
            var results = new List<PlayedTest>();
            foreach (var test in file.Tests)
                results.Add(await PlayAsync(configuration, file.Path, test, cancellationToken));
            tested.Add(new TestedFile(file.Path, file.IsFound, results));
        }
        return TestReport.Of(tested);
    }

    private static async Task<PlayedTest> PlayAsync(
        Mail2AlertConfiguration configuration, string file, RuleTest test, CancellationToken cancellationToken)
    {
        await using var rehearsal = Rehearsal.Of(configuration, test);
        TestFailure? failure = null;
        for (var index = 0; failure is null && index < test.Steps.Count; index++)
        {
            var step = test.Steps[index];
            failure = Failure(file, index + 1, step, await rehearsal.PlayAsync(step, cancellationToken));
        }
        return new PlayedTest(test.Name, test.At.Line, $"{test.Steps[0].Moment}", failure);
    }

    private static TestFailure? Failure(string file, int number, TestStep step, PlayedStep played)
    {
        if (step.Expect is not { } expected)
            return null;
        var explanation = played.Explain(file);
        var differences = Comparison.Of(expected, explanation, played.Later).ToList();
        return differences.Count == 0 ? null : new TestFailure(number, step.At.Line, $"{step.Moment}", differences, explanation);
    }
}
