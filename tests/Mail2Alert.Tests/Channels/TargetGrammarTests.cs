using Mail2Alert.Channels;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Channels;

public sealed class TargetGrammarTests
{
    [Theory]
    [InlineData("mailto:ops@example.com", "mailto", "ops@example.com", "mailto:ops@example.com")]
    [InlineData("mailto:root@localhost", "mailto", "root@localhost", "mailto:root@localhost")]
    [InlineData("mailto:a+b.c@[127.0.0.1]", "mailto", "a+b.c@[127.0.0.1]", "mailto:a+b.c@[127.0.0.1]")]
    [InlineData("mailto:jörg@exämple.se", "mailto", "jörg@exämple.se", "mailto:jörg@exämple.se")]
    [InlineData("slack:#ops", "slack", "#ops:brief", "slack:#ops")]
    [InlineData("slack:#ops:brief", "slack", "#ops:brief", "slack:#ops")]
    [InlineData("slack:#ops:full", "slack", "#ops:full", "slack:#ops:full")]
    [InlineData("slack:@ann", "slack", "@ann:brief", "slack:@ann")]
    [InlineData("slack:C012AB3CD", "slack", "C012AB3CD:brief", "slack:C012AB3CD")]
    [InlineData("slack://xoxb-1-a/#ops:full", "slack", "xoxb-1-a/#ops:full", "slack://***/#ops:full")]
    public void Reads_a_target(string text, string scheme, string address, string shown) =>
        TargetGrammar.Parse(text).Targets.ShouldHaveSingleItem().ShouldBe(new Target(scheme, address, shown));

    [Fact]
    public void Several_addresses_are_several_targets() =>
        TargetGrammar.Parse("mailto:a@example.com, b@example.com").Targets.Select(target => target.Address)
            .ShouldBe(["a@example.com", "b@example.com"]);

    [Theory]
    [InlineData("mailto:")]
    [InlineData("mailto:ops")]
    [InlineData("mailto:@example.com")]
    [InlineData("mailto:a@b@c")]
    [InlineData("mailto:a..b@example.com")]
    [InlineData("mailto:a@example.com,")]
    [InlineData("mailto:a b@example.com")]
    [InlineData("mailto:a@example.com\r\nRCPT TO:<b@example.com>")]
    [InlineData("mailto:a@example.com\n")]
    [InlineData("mailto:a\0@example.com")]
    [InlineData("mailto:<a@example.com>")]
    [InlineData("mailto:a@example.com?subject=x")]
    [InlineData("slack:")]
    [InlineData("slack:ops")]
    [InlineData("slack:#")]
    [InlineData("slack:#ops:loud")]
    [InlineData("slack:#ops:")]
    [InlineData("slack:#two words")]
    [InlineData("slack://hunter2")]
    [InlineData("slack://hunter2/ops")]
    [InlineData("slack:///#ops")]
    [InlineData("slack://xo\nxb/#ops")]
    public void Refuses_what_is_no_target(string text)
    {
        var parsed = TargetGrammar.Parse(text);
        parsed.Mistake.ShouldNotBeNull();
        parsed.Targets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pager:x", "there is no such kind of target; known are mailto:name@example.com, slack:#channel and the URLs of ")]
    [InlineData("ops", "a target begins with its kind; known are mailto:name@example.com, slack:#channel and the URLs of ")]
    [InlineData("ops@example.com", "write mailto: before a mail address")]
    [InlineData("mailto:a@b slack:#c", "it holds a space; if these are several targets, begin each of their lines with '- '")]
    public void Says_what_was_expected(string text, string mistake) => TargetGrammar.Parse(text).Mistake.ShouldStartWith(mistake);

    [Theory]
    [InlineData("slack://xoxb-1/#ops?retry=3", "'retry' has no effect on slack: 'limits' say how long a delivery is tried")]
    [InlineData("discord://1/a?wait=5&emojis=yes", "'emojis' has no effect on discord: texts are told as they were written")]
    [InlineData("gotify://h/t?cto=4", "'cto' has no effect on gotify: 'rto' is the time for a whole request")]
    [InlineData("ntfys://t?redirect=yes", "'redirect' has no effect on ntfy: redirects are not followed")]
    [InlineData("mailtos://a:b@example.com?pgp=encrypt", "'pgp' has no effect on email: mails are neither signed nor encrypted here")]
    [InlineData("mailto:a@example.com?as=alert&tz=Europe/Stockholm", "'tz' has no effect on a mail: times are told in UTC")]
    [InlineData("mmosts://h/k?template=/etc/x.json", "'template' has no effect on mattermost: 'title' and 'text' of receivers and routes say what is told")]
    [InlineData("matrixs://t@h/!r:h?e2ee=yes", "'e2ee' has no effect on matrix: rooms with end-to-end encryption are not served")]
    [InlineData("syslog://daemon?logperror=yes", "'logperror' has no effect on syslog: nothing is written to standard error")]
    [InlineData("gotify://h/t?colour=red", "'colour' has no effect on gotify")]
    public void What_has_no_effect_is_told_and_why(string url, string warning)
    {
        var parsed = TargetGrammar.Parse(url);
        parsed.Mistake.ShouldBeNull();
        parsed.Warnings.ShouldBe([warning]);
    }

    [Theory]
    [InlineData("slack://xoxb-1/#ops?image=no&blocks=no&retry=0&wait=0&optional=no&store=yes&redirect=no&emojis=no&tz=UTC")]
    [InlineData("https://discord.com/api/webhooks/1/a?wait=true")]
    [InlineData("matrixs://t@h/!r:h?version=3&e2ee=no&format=html")]
    [InlineData("mailtos://a:b@example.com?pgp=no")]
    [InlineData("gotify://h/t?rto=7&verify=no&overflow=split&format=markdown")]
    public void What_is_done_anyway_is_not_warned_of(string url) => TargetGrammar.Parse(url).Warnings.ShouldBeEmpty();

    [Fact]
    public void Refuses_an_address_too_long_for_a_command() =>
        TargetGrammar.Parse($"mailto:{new string('a', 250)}@b.se").Mistake.ShouldNotBeNull();
}
