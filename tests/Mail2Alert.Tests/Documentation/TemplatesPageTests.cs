using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Tests.Documentation;

public sealed class TemplatesPageTests
{
    [Fact]
    public async Task The_page_shows_what_is_printed()
    {
        using var page = new DocumentedPage("templates.md");

        (await page.FollowAsync()).ShouldBe(1);
    }

    [Fact]
    public void The_page_lists_the_fields()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "templates.md"));

        foreach (var (name, meaning) in LetterFields.All)
            page.ShouldContain($"| `{name}` | {meaning} |");
    }
}
