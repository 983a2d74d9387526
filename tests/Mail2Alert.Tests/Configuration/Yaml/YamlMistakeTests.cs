namespace Mail2Alert.Tests.Configuration.Yaml;

public sealed class YamlMistakeTests
{
    [Theory]
    [InlineData("slack:\n\ttoken: x", "2:1: error: this is not valid YAML: a tab indents this line; YAML wants spaces")]
    [InlineData("relay: @mail", "1:8: error: this is not valid YAML: a text that begins with '@' needs quotes")]
    [InlineData("relay: %mail", "1:8: error: this is not valid YAML: a text that begins with '%' needs quotes")]
    [InlineData("relay: `mail", "1:8: error: this is not valid YAML: a text that begins with '`' needs quotes")]
    [InlineData("listeners: *", "1:12: error: this is not valid YAML: a text that begins with '*' or '&' needs quotes")]
    [InlineData("listeners: *:25", "1:12: error: this is not valid YAML: '*:25' without quotes refers to an anchor that does not exist; "
        + "put a text that begins with '*' in quotes")]
    [InlineData("receivers:\n  blue:\n    - mailto:a@b\n    mailto:c@d", "4:5: error: this is not valid YAML: "
        + "this line lacks a ':' and a value, or a '- ' at its beginning")]
    [InlineData("receivers:\n  blue:\n    - mailto:a@b\n    mailto:c@d\nroutes: []", "4:5: error: this is not valid YAML: "
        + "this line should begin with '- ' like those above it, or be indented less")]
    [InlineData("networks: [\"::1\"", "2:1: error: this is not valid YAML: a list '[…]' is not closed, or a text in it needs quotes, "
        + "as '${NAME}' does")]
    [InlineData("slack: { token: ${X} }", "1:18: error: this is not valid YAML: a mapping '{…}' is not closed, or a text in it needs quotes, "
        + "as '${NAME}' does")]
    [InlineData("relay: \"x", "1:8: error: this is not valid YAML: the quotes that open here are never closed")]
    [InlineData("relay: a: b", "1:9: error: this is not valid YAML: a ': ' inside a text needs quotes around it, "
        + "or this line is indented too far")]
    [InlineData("routes:\n   - to: a\n  - to: b", "3:3: error: this is not valid YAML: this line is not indented like the one it belongs to")]
    [InlineData("networks: [\n127.0.0.1 ]", "1:11: error: this is not valid YAML: "
        + "what follows this '[' or '{' must be indented more than the line it is in")]
    [InlineData("slack: { token: !, }", "1:19: error: this is not valid YAML: a text that begins with '!' needs quotes")]
    [InlineData("slack: { token: !env_var X }", "1:17: error: the tag '!env_var' means nothing here; for a secret write ${NAME}")]
    [InlineData("!!]", "1:1: error: this is not valid YAML: a text after this that begins with '!' needs quotes")]
    [InlineData("relay: a\n---\nrelay: b", "2:1: error: this is not valid YAML: a second document begins here; one file holds one")]
    public void Explains_in_plain_words(string text, string problem) => Loaded.Problems(text).ShouldBe([problem]);

    [Fact]
    public void Refuses_a_key_that_stands_twice_and_reads_on() => Loaded.Problems("relay: a\nrelay: b\nfoo: c").ShouldBe(
    [
        "2:1: error: the key 'relay' stands here twice; the first is in line 1",
        "3:1: error: unknown key 'foo'; known are " + Known,
    ]);

    [Theory]
    [InlineData("- a", "1:1: error: expected keys such as 'relay:' and 'routes:', found a list")]
    [InlineData("relay", "1:1: error: expected keys such as 'relay:' and 'routes:', found 'relay'")]
    public void Wants_keys_at_the_top(string text, string problem) => Loaded.Problems(text).ShouldBe([problem]);

    [Fact]
    public void Bounds_nesting() =>
        Loaded.Problems(new string('[', 100_000)).ShouldHaveSingleItem().ShouldEndWith("values are nested more than 50 deep");

    [Fact]
    public void Bounds_what_aliases_multiply()
    {
        var lines = Enumerable.Range(1, 30).Select(n => $"a{n}: &a{n} [{(n == 1 ? "x, x" : $"*a{n - 1}, *a{n - 1}")}]");
        Loaded.Problems(string.Join('\n', lines)).ShouldHaveSingleItem().ShouldEndWith("the file holds more than 100000 values");
    }

    private const string Known =
        "acknowledge, attachments, auth-in-clear, bounces, channels, conformance, hostname, inhibit, limits, listeners, mailboxes, networks, plugins, proxies, receivers, relay, retention, routes, slack, sources, store, templates, tests, times, tls, trace, users, webhooks";
}
