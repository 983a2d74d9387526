using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

public sealed class ReportTests
{
    // What mail2alert-py's --test prints: a dictionary through PyYAML, keys sorted.
    private const string Yaml = """
        gocd:
        - pipeline_group: my-group
          pipelines:
          - alerts:
            - actions:
              - mailto:cat@example.com
              events:
              - BREAKS
            pipeline: ppp
          - alerts:
            - actions:
              - mailto:cat@example.com
              events:
              - BREAKS
              - FIXED
            pipeline: ppp-release-1
        - pipeline_group: other
          pipelines:
          - pipeline: qqq
          - alerts:
            - actions:
              - mailto:cat@example.com
              events:
              - BREAKS
              - FIXED
            pipeline: ppp-release-2
        mail: null

        """;

    [Theory]
    [InlineData("report", "--yaml")]
    [InlineData("--test")]
    public async Task The_yaml_report_is_the_ancestors(params string[] command)
    {
        var report = await ReportAsync(command);
        report.ExitCode.ShouldBe(0, report.Error);
        report.Output.ShouldBe(Yaml);
    }

    [Fact]
    public async Task The_report_for_people_names_groups_pipelines_events_and_targets()
    {
        var report = await ReportAsync("report");
        report.ExitCode.ShouldBe(0, report.Error);
        foreach (var word in (string[])["my-group", "ppp-release-1", "BREAKS, FIXED", "mailto:cat@example.com", "qqq", "nobody"])
            report.Output.ShouldContain(word);
    }

    [Fact]
    public async Task Without_GoCD_there_is_no_report_but_a_sentence()
    {
        using var nobody = new ClosedPort();
        var report = await ReportAsync(new Uri($"http://127.0.0.1:{nobody.Number}/go"), ["report"]);
        report.ExitCode.ShouldBe(1);
        report.Error.ShouldContain("cannot connect");
        report.Error.ShouldNotContain("   at ");
    }

    private static async Task<Finished> ReportAsync(params string[] command)
    {
        await using var gocd = await FakeGoCd.StartAsync();
        gocd.Groups = new Dictionary<string, string[]> { ["my-group"] = ["ppp", "ppp-release-1"], ["other"] = ["qqq", "ppp-release-2"] };
        return await ReportAsync(gocd.Url, command);
    }

    private static async Task<Finished> ReportAsync(Uri gocd, string[] command)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("configuration.yml", Ancestor.AncestorConfiguration.With(gocd, 2525));
        return await Mail2AlertCommand.RunAsync(command, directory.Path);
    }
}
