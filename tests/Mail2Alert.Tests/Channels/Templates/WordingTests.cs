using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Channels.Templates;

public sealed class WordingTests
{
    private static readonly MessageLimits Roomy = new(100, 1000);

    [Theory]
    [InlineData("{{title}} / {{status}} / {{severity}} / {{source}} / {{key}}", "Disk full / firing / error / nas / nas1/disk")]
    [InlineData("{{upper labels.host}}{{labels.none}}{{event}}", "NAS1")]
    [InlineData("{{#if labels.host}}on {{labels.host}}{{else}}nowhere{{/if}}", "on nas1")]
    [InlineData("{{first note labels.none title}}", "Disk full")]
    [InlineData("{{subject}} from {{from}} to {{to}}: {{body}}", "Full from nas@example.com to mail2alert@example.net: the body")]
    [InlineData("{{at}}", "2026-11-22 11:59:00 +00:00")]
    [InlineData("{{link}}", "https://nas.example.com/disk?id=1&x=2")]
    [InlineData("{{receiver}} by {{route}}", "ops by nights")]
    public void A_template_writes_fields(string template, string text)
    {
        (Write(Letters.Kind(Roomy), new Wording(null, template))).Text.ShouldBe(text);
    }

    [Fact]
    public void What_is_written_in_is_escaped_and_the_template_is_not()
    {
        (Write(Letters.Kind(Roomy, Dialect.Html), new Wording(null, "<i>{{text}}</i> <a href=\"{{link}}\">more</a>")))
            .Text.ShouldBe("<i>/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;<br>\nline2</i> <a href=\"https://nas.example.com/disk?id=1&amp;x=2\">more</a>");
        (Write(Letters.Kind(Roomy, Dialect.Markdown), new Wording(null, "**{{upper title}}** {{text}}")))
            .Text.ShouldBe("**DISK FULL** /var is at 97% \\<b\\>\\&\\</b\\>  \nline2");
    }

    [Fact]
    public void Nothing_but_the_fields_can_be_reached()
    {
        (Write(Letters.Kind(Roomy), new Wording(null, "x{{this.Count}}{{labels.Keys}}{{@root.Comparer}}{{labels.Comparer}}"))).Text.ShouldBe("x");
    }

    [Fact]
    public void A_title_stands_above_where_there_is_no_place_for_it()
    {
        (Write(Letters.Kind(new MessageLimits(0, 1000), Dialect.Html), new Wording("! {{title}}", "{{key}}"))).Text.ShouldBe("<b>! Disk full</b><br>\nnas1/disk");
    }

    [Fact]
    public void The_channel_speaks_where_neither_route_nor_receiver_does()
    {
        var kind = Letters.Kind(Roomy);
        var settings = new LetterSettings { Channels = ImmutableDictionary<string, Wording>.Empty.Add(kind.Name, new Wording("channel", "channel")) };

        var letter = Write(kind, new Wording("route", null), settings);

        (letter.Title, letter.Text).ShouldBe(("route", "channel"));
    }

    [Fact]
    public void Who_is_told_for_another_learns_it_whatever_the_template_says()
    {
        (Write(Letters.Kind(Roomy), new Wording(null, "{{key}}"), note: "fallback of ops")).Text.ShouldBe("Fallback of ops\nnas1/disk");
        (Write(Letters.Kind(Roomy), new Wording(null, "{{key}}: {{note}}"), note: "fallback of ops")).Text.ShouldBe("nas1/disk: fallback of ops");
    }

    [Fact]
    public void Where_a_template_writes_nothing_the_title_is_told()
    {
        (Write(Letters.Kind(Roomy), new Wording(null, "{{labels.none}}"))).Text.ShouldBe("Error: Disk full");
    }

    [Fact]
    public void A_text_that_is_too_long_for_its_template_is_cut_inside_it()
    {
        var letter = Write(Letters.Kind(new MessageLimits(20, 60), Dialect.Html), new Wording(null, "<b>{{text}}</b> {{key}}"), alert: Telling.Alert with { Text = new string('&', 500) });

        letter.Text.ShouldMatch("^<b>(&amp;)+…</b> nas1/disk$");
        letter.Text.Length.ShouldBeInRange(50, 60);
    }

    [Fact]
    public void What_a_template_writes_is_never_too_long_whatever_is_in_the_mail() => Gen.Select(Gen.String[0, 200], Gen.String[0, 200], Gen.Int[40, 300]).Sample((title, text, most) =>
    {
        var letter = Write(
            Letters.Kind(new MessageLimits(20, most), Dialect.Html),
            new Wording("{{title}}{{title}}", "{{title}} {{subject}} {{text}} {{labels.host}} {{text}}"),
            alert: Telling.Alert with { Title = title, Text = text, Labels = Labels.Empty.With("host", title) });

        letter.Title.Length.ShouldBeLessThanOrEqualTo(20);
        letter.Text.Length.ShouldBeLessThanOrEqualTo(most);
        Regex.Replace(letter.Text, "&(amp|lt|gt|quot|#[0-9]+);", "").ShouldNotContain('&');
    });

    private static Letter Write(ChannelKind kind, Wording wording, LetterSettings? settings = null, string? note = null, Alert? alert = null)
    {
        var about = new Notification(Letters.Mail("From: nas@example.com\r\nSubject: Full\r\n\r\nthe body\r\n"), alert ?? Telling.Alert, [])
        {
            Wording = wording,
            Note = note,
            Receiver = "ops",
            Route = "nights",
        };
        return new LetterWriter(settings ?? LetterSettings.Default).Write(about, new PlainTarget(), kind);
    }

    private sealed class PlainTarget() : ChannelTarget(new TargetName("letters", "one", "letters://one"), TargetOptions.Default);
}
