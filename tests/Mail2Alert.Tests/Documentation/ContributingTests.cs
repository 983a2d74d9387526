namespace Mail2Alert.Tests.Documentation;

public sealed class ContributingTests
{
    [Fact]
    public void The_channel_that_it_shows_is_one_of_the_program()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        var shown = page.Split("```csharp\n")[1].Split("```")[0];

        shown.ShouldBe(File.ReadAllText(Path.Combine(Repository.Root, "src", "Mail2Alert", "Channels", "Push", "BarkChannel.cs")));
    }
}
