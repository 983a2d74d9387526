namespace Mail2Alert.Tests.Documentation;

public sealed class MigratingPageTests
{
    [Fact]
    public async Task The_page_shows_what_is_printed()
    {
        using var page = new DocumentedPage("migrating.md");

        (await page.FollowAsync()).ShouldBe(4);
    }
}
