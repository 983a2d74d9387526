using System.Text.Json.Serialization;
using Mail2Alert.Alerts;
using Mail2Alert.Cli.Explain;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>What came of all tests, as data.</summary>
internal sealed record TestReport(int Passed, int Failed, IReadOnlyList<TestedFile> Files)
{
    public static TestReport Of(IReadOnlyList<TestedFile> files)
    {
        var tests = files.SelectMany(file => file.Tests).ToList();
        return new TestReport(tests.Count(test => test.Passed), tests.Count(test => !test.Passed), files);
    }
}

/// <param name="File">Its path.</param>
/// <param name="Found">True when nobody named it: it lies beside the configuration.</param>
/// <param name="Tests">In its order.</param>
internal sealed record TestedFile(string File, bool Found, IReadOnlyList<PlayedTest> Tests);

/// <param name="Name">As written.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Moment">When it begins.</param>
/// <param name="Failure">Null when it passed.</param>
internal sealed record PlayedTest(string Name, int Line, string Moment, TestFailure? Failure)
{
    public bool Passed => Failure is null;
}

/// <summary>The first step that went otherwise than expected. What comes after it is not played.</summary>
/// <param name="Step">Its number.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Moment">When it happens.</param>
/// <param name="Differences">What is otherwise.</param>
/// <param name="Explanation">What became of the mail and why; null when there is no mail.</param>
internal sealed record TestFailure(
    int Step, int Line, string Moment, IReadOnlyList<TestDifference> Differences, Explanation? Explanation);

/// <param name="About">The key under <c>expect</c>.</param>
/// <param name="Expected">What the test says.</param>
/// <param name="Came">What came instead.</param>
internal sealed record TestDifference(string About, string Expected, string Came);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(LowerCase<AlertStatus>), typeof(LowerCase<Severity>), typeof(LowerCase<Truth>)],
    WriteIndented = true)]
[JsonSerializable(typeof(TestReport))]
internal sealed partial class TestReportJson : JsonSerializerContext;
