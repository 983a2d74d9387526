using CsCheck;
using Mail2Alert.Messages.Html;

namespace Mail2Alert.Tests.Messages.Html;

public sealed class HtmlTextTests
{
    [Fact]
    public void Paragraphs_are_parted_by_an_empty_line_and_breaks_end_lines() =>
        HtmlText.Of("<p>one<p>two<br>three</p><div>four</div><div>five").ShouldBe("one\n\ntwo\nthree\n\nfour\nfive");

    [Fact]
    public void White_space_counts_once_and_none_stands_at_the_ends() =>
        HtmlText.Of("  <b>disk</b>\r\n\t  full &nbsp; <i> now </i>\n").ShouldBe("disk full now");

    [Fact]
    public void Letters_with_tags_between_them_stay_one_word() => HtmlText.Of("<b>G</b>o<i>CD</i>").ShouldBe("GoCD");

    [Fact]
    public void References_are_letters() => HtmlText.Of("a &lt;b&gt; &amp; &#228; &#x1F600; &eacute; &unknown; &").ShouldBe("a <b> & ä 😀 é &unknown; &");

    [Fact]
    public void What_is_not_shown_is_no_text() =>
        HtmlText.Of(
            "<html><head><title>T</title><style>p { x }</style><script>if (a < b) alert('x')</script></head><body><!-- no -->"
            + "<div style='display: none'>pre<div>view</div></div><p hidden>h<p>shown<template>t</template><!--[if mso]>no<![endif]--></body>")
            .ShouldBe("shown");

    [Fact]
    public void A_mail_that_hides_all_it_says_is_shown_all_the_same() => HtmlText.Of("<div style='display:none'>Disk full").ShouldBe("Disk full");

    [Fact]
    public void Characters_that_nobody_sees_are_left_out() => HtmlText.Of("a&#8203;b&shy;c&#847; &zwnj;&nbsp;&zwnj; d").ShouldBe("abc d");

    [Fact]
    public void Links_say_where_they_lead() =>
        HtmlText.Of("See <a href='https://ci/1'>the build</a>.").ShouldBe("See the build <https://ci/1>.");

    [Theory]
    [InlineData("<a href='https://ci/1/'>https://ci/1</a>", "https://ci/1")]
    [InlineData("<a href='https://ci.example'>ci.example</a>", "ci.example")]
    [InlineData("<a href='mailto:a@b'>a@b</a>", "a@b")]
    [InlineData("<a href='#top'>up</a>", "up")]
    [InlineData("<a href='javascript:x()'>run</a>", "run")]
    [InlineData("<a name=x>here</a>", "here")]
    [InlineData("a<a href='https://pixel'> <img src=x></a>b", "a b")]
    [InlineData("<a href='https://x'>one<a href='https://y'>two", "one <https://x>two <https://y>")]
    public void Links_say_nothing_twice_and_nothing_that_cannot_be_followed(string html, string text) => HtmlText.Of(html).ShouldBe(text);

    [Fact]
    public void Pictures_are_what_they_are_called() => HtmlText.Of("<a href='https://x'><img alt='View it' src=b.png></a>").ShouldBe("View it <https://x>");

    [Fact]
    public void Lists_have_bullets_or_numbers_and_are_set_in() =>
        HtmlText.Of("On<ul><li>one<li>two<ol start=3><li>three</li><li>four<br>more</li></ol></ul>off")
            .ShouldBe("On\n\n• one\n• two\n  3. three\n  4. four\n    more\n\noff");

    [Fact]
    public void Headings_and_rules_stand_alone() => HtmlText.Of("<h1>Report</h1>all<hr>well").ShouldBe("Report\n\nall\n---\nwell");

    [Fact]
    public void Quotations_are_marked() => HtmlText.Of("He wrote<blockquote>one<br>two</blockquote>so").ShouldBe("He wrote\n\n> one\n> two\n\nso");

    [Fact]
    public void Preformatted_text_keeps_its_form() =>
        HtmlText.Of("Log:<pre>\n  a   b\n\n\n    c\n</pre>end").ShouldBe("Log:\n\n  a   b\n\n\n    c\n\nend");

    [Fact]
    public void Cells_of_a_row_stand_side_by_side() =>
        HtmlText.Of("<table><thead><tr><th>Host<th>State</thead><tr><td><p>web</p></td><td></td><td>down</td></tr><tr><td>db<td>up</table>after")
            .ShouldBe("Host | State\nweb | down\ndb | up\nafter");

    [Fact]
    public void Cells_of_several_lines_stand_below_each_other() =>
        HtmlText.Of("<table><tr><td>one<br>two</td><td>three</td></tr></table>").ShouldBe("one\ntwo\nthree");

    [Fact]
    public void Tables_that_only_place_things_leave_no_marks() =>
        HtmlText.Of("<table><tr><td><table><tr><td>Problem</td></tr></table></td></tr><tr><td><table><tr><td>Host:</td><td>web</td></tr></table></table>")
            .ShouldBe("Problem\nHost: web");

    [Fact]
    public void Whatever_the_tags_the_words_come_through_in_order()
    {
        string[] tags = ["table", "tr", "td", "th", "ul", "ol", "li", "p", "div", "pre", "a href=http://x", "b", "blockquote", "h1", "br", "/table", "/tr", "/td", "/ul", "/pre", "/a"];
        Gen.Int[0, tags.Length - 1].Array[0, 40].Sample(chosen =>
        {
            var html = string.Concat(chosen.Select((tag, i) => $"<{tags[tag]}>w{i}w"));
            var text = HtmlText.Of(html);
            var at = 0;
            for (var i = 0; i < chosen.Length; i++)
            {
                at = text.IndexOf($"w{i}w", at, StringComparison.Ordinal);
                at.ShouldBeGreaterThanOrEqualTo(0, $"{html} became {text}");
            }
        });
    }
}
