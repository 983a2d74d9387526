using System.Text.RegularExpressions;
using Mail2Alert.Cli;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Tests.Cli.RuleTests;

namespace Mail2Alert.Tests.Documentation;

public sealed partial class LookupsPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "lookups.md"));

    private readonly RuleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_tests_that_the_page_shows_pass_and_ask_nobody()
    {
        _folder.Write("mail2alert.yml", Yaml().Matches(Page).Select(block => block.Groups["text"].Value).Single(text => text.Contains("tests:", StringComparison.Ordinal)));
        var (exitCode, output, error) = await _folder.RunAsync("test");
        exitCode.ShouldBe(ExitCode.Ok, output + error);
        output.ShouldContain("2 passed, 0 failed");
    }

    [Fact]
    public void The_page_lists_what_is_known_of_a_run() =>
        RunLabel().Matches(Page).Select(row => row.Groups["label"].Value).ShouldBe(RunQuestion.All.SelectMany(question => question.Labels));

    [Theory]
    [InlineData("x: { job: { tier: gold } }", "there is no source 'x'; did you mean 's'?")]
    [InlineData("s: { jb: { tier: gold } }", "there is no lookup 'jb'; did you mean 'job'?")]
    [InlineData("s: { job: { teir: gold } }", "the lookup 'job' finds no label 'teir'; did you mean 'tier'?")]
    [InlineData("s: { job: gold }", "'job' expects the labels that it finds, as in { owner: shop }, or 'unknown', found 'gold'")]
    [InlineData("s: gold", "'s' expects what each lookup finds, as in { job: { owner: shop } }, found 'gold'")]
    public async Task A_mistake_in_what_a_test_says_is_looked_up_is_told(string lookedUp, string problem)
    {
        _folder.Write("mail2alert.yml", $$$"""
            relay: localhost
            sources: { s: { key: k, lookups: { job: { get: 'https://h/', labels: { tier: tier } } } } }
            routes: [ { to: 'mailto:a@example.com' } ]
            tests: [ { name: x, looked-up: { {{{lookedUp}}} }, mail: { to: a@example.com, subject: s }, expect: { told: [] } } ]
            """);
        var (exitCode, output, error) = await _folder.RunAsync("test");
        exitCode.ShouldBe(ExitCode.Usage);
        (output + error).ShouldContain(problem);
    }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^\| `(?<label>\w+)` \| [^|]+ \| (?:pipeline|stage)", RegexOptions.Multiline)]
    private static partial Regex RunLabel();
}
