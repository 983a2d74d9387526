namespace Mail2Alert.Tests.Configuration.Yaml;

public sealed class ReferencesTests
{
    [Theory]
    [InlineData("${HOST}", "env.example.com")]
    [InlineData("${HOST:-other}", "env.example.com")]
    [InlineData("${NONE:-other.example.com}", "other.example.com")]
    [InlineData("${EMPTY:-other.example.com}", "other.example.com")]
    [InlineData("smtp://${HOST}:2${FIVE}", "env.example.com")]
    public void Resolves_the_environment(string relay, string host) =>
        Loaded.Valid($"relay: {relay}", ("HOST", "env.example.com"), ("EMPTY", ""), ("FIVE", "5")).Relay!.Host.ShouldBe(host);

    [Theory]
    [InlineData("x${NONE}", "the environment variable NONE is not set; set it, or write ${NONE:-default}")]
    [InlineData("${file:/no/such/file}", "the file '/no/such/file' does not exist")]
    [InlineData("${file:/}", "the file '/' cannot be read")]
    [InlineData("${no name}", "'${no name}' is not a reference; expected ${NAME}, ${NAME:-default} or ${file:/path}")]
    [InlineData("${open", "'${open' is not a reference; expected ${NAME}, ${NAME:-default} or ${file:/path}")]
    public void Says_what_is_wrong_with_a_reference(string token, string problem) =>
        Loaded.Problems($"slack:\n  token: '{token}'").ShouldBe([$"2:10: error: {problem}"]);

    [Fact]
    public void A_file_loses_the_newline_at_its_end()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "s3cret \r\n");
        Loaded.Valid($"slack: {{ token: '${{file:{path}}}' }}").Slack.Token!.Value.Reveal().ShouldBe("s3cret ");
        File.Delete(path);
    }

    [Theory]
    [InlineData("a$${b}", "a${b}")]
    [InlineData("a$b", "a$b")]
    [InlineData("${DOLLARS}", "${HOME} $${x}")]
    public void Leaves_alone_what_is_no_reference(string token, string value) =>
        Loaded.Valid($"slack: {{ token: '{token}' }}", ("DOLLARS", "${HOME} $${x}")).Slack.Token!.Value.Reveal().ShouldBe(value);

    [Fact]
    public void What_is_empty_by_default_counts_as_not_given() => Loaded.Valid("slack: { token: '${NONE:-}' }").Slack.Token.ShouldBeNull();
}
