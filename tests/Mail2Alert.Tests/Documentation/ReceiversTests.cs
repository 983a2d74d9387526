using System.Text.RegularExpressions;

namespace Mail2Alert.Tests.Documentation;

public partial class ReceiversTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "receivers.md");

    [Fact]
    public void Every_source_that_a_cell_names_is_listed_and_linked_and_no_other()
    {
        var parts = File.ReadAllText(Page).Split("## Sources\n");
        parts.Length.ShouldBe(2);
        var named = Ids(Named(), parts[0]);

        Ids(Listed(), parts[1]).ShouldBe(named);
        Ids(Linked(), parts[1]).ShouldBe(named);
    }

    [Fact]
    public void Our_own_sources_are_there() =>
        Linked().Matches(File.ReadAllText(Page)).Select(link => link.Groups[2].Value)
            .Where(target => target.StartsWith("..", StringComparison.Ordinal))
            .Where(target => !File.Exists(Path.Combine(Path.GetDirectoryName(Page)!, target)))
            .ShouldBeEmpty();

    private static SortedSet<string> Ids(Regex pattern, string text) => [.. pattern.Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\[([A-Z]\d+)\]")]
    private static partial Regex Named();

    [GeneratedRegex(@"^- \[([A-Z]\d+)\] ", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^\[([A-Z]\d+)\]: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Linked();
}
