using Mail2Alert.Cli.Explain;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Configuration.RuleTests;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>What came of all tests, for people: a line for each, and for one that failed what is different, and why.</summary>
/// <param name="isPlain">True where a terminal may show nothing but ASCII, or there is none.</param>
internal sealed class TestReportText(bool isPlain)
{
    public IEnumerable<string> Lines(TestReport report) =>
    [
        .. report.Files.SelectMany(File),
        $"{Brief.Count(report.Passed + report.Failed, "test")}: {report.Passed} passed, {report.Failed} failed{DefaultMoment(report)}",
    ];

    private IEnumerable<string> File(TestedFile file) =>
        [$"{file.File}{(file.Found ? ", found beside the configuration" : "")}", .. file.Tests.SelectMany(Test), ""];

    private IEnumerable<string> Test(PlayedTest test) =>
        [$"  {Mark(test.Passed)} {test.Name}", .. test.Failure is { } failure ? Failure(failure).Select(line => $"    {line}") : []];

    private string Mark(bool passed) => (isPlain, passed) switch
    {
        (true, true) => "ok    ",
        (true, false) => "FAILED",
        (false, true) => "✓",
        (false, false) => "✗",
    };

    private static IEnumerable<string> Failure(TestFailure failure) =>
    [
        $"line {failure.Line}, {failure.Moment}: {(failure.Explanation is { } mail ? $"\"{mail.Subject}\"" : "no mail comes")}",
        .. failure.Differences.SelectMany(Difference),
        .. failure.Explanation is { } explained ? Why(explained) : [],
    ];

    private static IEnumerable<string> Difference(TestDifference difference) =>
        [difference.About, $"  expected  {difference.Expected}", $"  came      {difference.Came}"];

    private static IEnumerable<string> Why(Explanation explained) => ["because", .. ExplanationText.Reasons(explained.Decisive())];

    private static string DefaultMoment(TestReport report) =>
        report.Files.SelectMany(file => file.Tests).Any(test => test.Moment == $"{Moment.Default}")
            ? $"; a test without 'at' begins on {Moment.Default}"
            : "";
}
