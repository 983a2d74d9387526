using Mail2Alert.Cli;

namespace Mail2Alert.Tests.Cli.RuleTests;

/// <summary>Tests and explanations of mails that carry several alerts.</summary>
public sealed class SeveralAlertsTests : IDisposable
{
    private const string Rules = """
        relay: mail.example.com
        sources:
          disks:
            claim: { to: disks@example.com }
            each:
              match: '^(?<disk>\w+) is (?<state>bad|good)$'
              status: { firing: { state: bad }, resolved: { state: good } }
              key: '{{ disk }}'
        receivers: { a: 'mailto:a@example.com', b: 'mailto:b@example.com' }
        routes:
          - { name: first, when: { disk: sda }, to: a }
          - { name: second, to: b }
        """;

    private readonly RuleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("told: [ a, b ], route: [ first, second ]")]
    [InlineData("alert: [ { key: sda, status: firing }, { key: sdb, status: resolved } ]")]
    [InlineData("alert: { key: sdb }")]
    public async Task What_becomes_of_all_of_them_can_be_expected(string expected)
    {
        var (exitCode, output, error) = await TestAsync(expected);

        exitCode.ShouldBe(ExitCode.Ok, output + error);
    }

    [Fact]
    public async Task Of_the_one_that_comes_nearest_the_difference_is_told()
    {
        var (exitCode, output, _) = await TestAsync("alert: [ { key: sda, status: resolved } ]");

        exitCode.ShouldBe(ExitCode.Failed);
        output.ShouldContain("alert: status\n      expected  resolved\n      came      firing");
        output.ShouldContain("it carries 2 alerts: each goes its own way");
        output.ShouldContain("\"sda is bad\":");
    }

    [Fact]
    public async Task An_explanation_tells_the_story_of_each()
    {
        _folder.Write("mail2alert.yml", Rules);
        _folder.Write("disks.eml.yml", "From: nas@example.com\nTo: disks@example.com\nSubject: s\n\nsda is bad\nsdb is good\n");

        var (_, output, _) = await _folder.RunAsync("explain", "disks.eml.yml");

        output.ShouldContain("  it carries 2 alerts: each goes its own way");
        output.ShouldContain("disks.eml.yml, alert 2 of 2: \"sdb is good\" from nas@example.com to disks@example.com");
        output.ShouldContain("    ==> mailto:a@example.com is told, by first");
        output.ShouldContain("    ==> mailto:b@example.com is told, by second");
        output.ShouldNotContain("nobody is told");
    }

    private async Task<(int, string, string)> TestAsync(string expected)
    {
        _folder.Write("mail2alert.yml", $$"""
            {{Rules}}
            tests:
              - name: x
                mail: { to: disks@example.com, subject: s, text: "sda is bad\nsdb is good" }
                expect: { {{expected}} }
            """);
        return await _folder.RunAsync("test");
    }
}
