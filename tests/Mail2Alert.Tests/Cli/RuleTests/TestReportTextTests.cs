using Mail2Alert.Cli.RuleTests;

namespace Mail2Alert.Tests.Cli.RuleTests;

public sealed class TestReportTextTests
{
    private static readonly TestReport Report = TestReport.Of(
    [
        new TestedFile("a.test.yml", Found: true,
        [
            new PlayedTest("right", 1, "now", null),
            new PlayedTest("wrong", 2, "now", new TestFailure(2, 5, "later", [new TestDifference("told", "ops", "nobody")], null)),
        ]),
    ]);

    [Fact]
    public void On_a_terminal_there_are_signs() => Lines(isPlain: false).ShouldBe(
    [
        "a.test.yml, found beside the configuration",
        "  ✓ right",
        "  ✗ wrong",
        "    line 5, later: no mail comes",
        "    told",
        "      expected  ops",
        "      came      nobody",
        "",
        "2 tests: 1 passed, 1 failed",
    ]);

    [Fact]
    public void Elsewhere_there_are_words() => Lines(isPlain: true)[1..3].ShouldBe(["  ok     right", "  FAILED wrong"]);

    private static string[] Lines(bool isPlain) => [.. new TestReportText(isPlain).Lines(Report)];
}
