using Mail2Alert.Cli.Reports;

namespace Mail2Alert.Tests.Cli;

public sealed class YamlReportTests
{
    [Fact]
    public void The_report_reads_as_the_ancestors()
    {
        var report = new WhoHears("gocd",
        [
            new("g1",
            [
                new("p11", [new(["mailto:we@example.com"], ["BREAKS", "FIXED"]), new(["mailto:nosy@example.com", "slack:#ops"], ["FAILS"])]),
                new("p12", []),
            ]),
            new("empty", []),
        ]);

        string.Join('\n', YamlReport.Lines([("mail", null), ("gocd", report), ("gocd-2", new WhoHears("gocd-2", []))])).ShouldBe("""
            gocd:
            - pipeline_group: g1
              pipelines:
              - alerts:
                - actions:
                  - mailto:we@example.com
                  events:
                  - BREAKS
                  - FIXED
                - actions:
                  - mailto:nosy@example.com
                  - slack:#ops
                  events:
                  - FAILS
                pipeline: p11
              - pipeline: p12
            - pipeline_group: empty
              pipelines: []
            gocd-2: []
            mail: null
            """);
    }

    [Theory]
    [InlineData("yes", "'yes'")]
    [InlineData("123", "'123'")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("-p", "'-p'")]
    [InlineData("a_b.c-d", "a_b.c-d")]
    public void Names_that_YAML_would_misread_are_quoted(string name, string written) =>
        YamlReport.Lines([(name, null)]).ShouldBe([$"{written}: null"]);
}
