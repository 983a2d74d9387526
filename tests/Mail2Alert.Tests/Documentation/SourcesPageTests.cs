using Mail2Alert.Configuration.Sections;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Tests.Documentation;

public sealed class SourcesPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sources.md"));

    [Fact]
    public void The_page_lists_what_is_built_in() => Rows("| source | whose mail |").ShouldBe(BuiltInSources.All.Select(Row));

    [Fact]
    public void The_page_lists_the_filters() =>
        Rows("| filter | meaning |").ShouldBe(
            Filters.ByName.Values.OrderBy(filter => filter.Name, StringComparer.Ordinal).Select(filter => $"| `{filter.Name}` | {filter.Meaning} |"));

    private static string Row(BuiltInSource source) =>
        $"| `{source.Name}` | {source.About} | {string.Join("<br>", source.Samples.Select(sample => $"`{sample.Replace("|", "\\|", StringComparison.Ordinal)}`"))} |";

    private static IEnumerable<string> Rows(string head) => Page.Split('\n')
        .SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'));
}
