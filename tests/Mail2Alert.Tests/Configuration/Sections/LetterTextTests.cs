using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class LetterTextTests
{
    [Fact]
    public void Titles_and_texts_are_read_where_they_may_stand()
    {
        var configuration = Loaded.Valid("""
            channels: { gotify: { title: 'c {{ title }}' } }
            receivers: { ops: { to: 'gotify://host/TOKEN', text: 'r {{ text }}' } }
            routes:
              - to: ops
                title: 'outer {{ labels.host }}'
                routes: [ { when: { status: firing }, text: 'inner {{> why}}' } ]
            templates: { why: 'because of {{> what}}', what: '{{ upper key }}' }
            sources: { s: { key: k, extract: { subject: '(?<host>\w+)' } } }
            """);

        configuration.Letters.Channels["gotify"].ShouldBe(new Wording("c {{ title }}", null));
        configuration.Receivers[0].Wording.ShouldBe(new Wording(null, "r {{ text }}"));
        configuration.Routes[0].Options.Wording.ShouldBe(new Wording("outer {{ labels.host }}", null));
        configuration.Routes[0].Routes[0].Options.Wording.ShouldBe(new Wording("outer {{ labels.host }}", "inner because of {{ upper key }}"));
    }

    [Theory]
    [InlineData("'{{ titel }}'", "'{{ titel }}' is not a template: there is no field or filter 'titel'; did you mean 'title'?, at character 4")]
    [InlineData("'{{ labels.hsot }}'", "there is no field or filter 'labels.hsot'; did you mean 'labels.host'?")]
    [InlineData("'{{ title.Length }}'", "'.' is not part of it")]
    [InlineData("'{{{ title }}}'", "is not part of it")]
    [InlineData("'{{#each labels}}x{{/each}}'", "is not part of it")]
    [InlineData("'{{ title '", "it has a {{ that no }} closes")]
    [InlineData("'{{#if title}}x'", "is not a template: ")]
    [InlineData("'{{> wy }}'", "includes 'wy', which is not there under 'templates'; did you mean 'why'?")]
    [InlineData("'{{> ring }}'", "includes 'ring', which includes itself")]
    public void A_mistake_in_a_template_is_told_where_it_is(string template, string problem)
    {
        var problems = Loaded.Problems($$$"""
            templates: { why: x, ring: '{{> gnir}}', gnir: '{{> ring}}' }
            sources: { s: { key: k, extract: { subject: '(?<host>\w+)' } } }
            routes: [ { to: 'gotify://host/TOKEN', text: {{{template}}} } ]
            """);

        problems.ShouldContain(found => found.Contains(problem, StringComparison.Ordinal));
        problems.ShouldContain(found => found.StartsWith("3:46: error: ", StringComparison.Ordinal) || found.StartsWith("1:", StringComparison.Ordinal));
    }

    [Fact]
    public void What_includes_too_much_is_refused_at_once()
    {
        var snippets = string.Join(", ", Enumerable.Range(0, 30).Select(i => $$$"""s{{{i}}}: '{{> s{{{i + 1}}}}}{{> s{{{i + 1}}}}} and more'"""));

        Loaded.Problems($$$"""
            templates: { {{{snippets}}}, s30: '{{{new string('x', 1000)}}}' }
            routes: [ { to: 'gotify://host/TOKEN', text: '{{> s20}}' } ]
            """).ShouldContain(found => found.Contains("is longer than 16384 characters", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("channels: { gotfy: { title: x } }", "1:13: error: there is no channel 'gotfy'; did you mean 'gotify'?")]
    [InlineData("channels: { mailto: { title: x } }", "1:13: error: a mail goes on as it came: mailto takes no template")]
    [InlineData("attachments: { types: exe }", "1:23: error: 'exe' is no media type; expected one such as image/png or image/*")]
    [InlineData("attachments: { most: 11 }", "1:22: error: 'most' expects a number from 0 to 10, found '11'")]
    [InlineData("attachments: { siez: 5MiB }", "1:16: error: unknown key 'siez' in 'attachments'; did you mean 'size'?")]
    public void Mistakes_beside_templates_are_told(string text, string problem) => Loaded.Problems(text).ShouldContain(problem);

    [Fact]
    public void Attachments_are_read()
    {
        var files = Loaded.Valid("attachments: { types: [ image/*, Text/Plain ], most: 2, size: 1MiB, names: '*.log' }").Letters.Files;

        files.Types.ShouldBe(["image/*", "text/plain"]);
        (files.Most, files.Size).ShouldBe((2, 1024 * 1024));
        files.Names.ShouldBe(["*.log"]);
    }
}
