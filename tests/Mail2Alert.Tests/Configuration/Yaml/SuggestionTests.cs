using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Tests.Configuration.Yaml;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("subjct", "subject")]
    [InlineData("Subject", "subject")]
    [InlineData("form", "from")]
    [InlineData("pipelines.in_grp", "pipelines.in_group")]
    public void Finds_the_word_that_was_meant(string word, string meant) =>
        Suggestion.Nearest(word, ["subject", "from", "pipelines.in_group"]).ShouldBe(meant);

    [Fact]
    public void Lists_the_words_where_none_is_near() => Suggestion.For("xyz", ["b", "a"]).ShouldBe("; known are a, b");

    [Fact]
    public void Says_nothing_where_there_are_none() => Suggestion.For("xyz", []).ShouldBe("");
}
