using System.Text.RegularExpressions;
using Mail2Alert.Channels;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Documentation;

public sealed partial class ChatsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "channels-chat.md"));

    [Fact]
    public void Every_example_loads_without_a_warning()
    {
        var examples = Yaml().Matches(Page).Select(block => block.Groups["text"].Value).ToList();

        examples.Count.ShouldBe(11);
        foreach (var example in examples)
            Loaded.Problems(example).ShouldBeEmpty(example);
    }

    [Theory]
    [InlineData("slack")]
    [InlineData("telegram")]
    [InlineData("discord")]
    [InlineData("teams")]
    [InlineData("matrix")]
    [InlineData("mattermost")]
    [InlineData("gchat")]
    [InlineData("rocketchat")]
    [InlineData("zulip")]
    [InlineData("webex")]
    public void Every_chat_is_told_of(string name) =>
        ChannelCatalog.Kinds.Single(kind => kind.Name == name).Schemes.ShouldContain(scheme => Page.Contains($"{scheme}://", StringComparison.Ordinal));

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Yaml();
}
