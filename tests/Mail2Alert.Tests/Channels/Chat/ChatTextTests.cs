using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed partial class ChatTextTests
{
    [Theory]
    [InlineData("tgram://1:a/1", "text", nameof(LengthUnit.Utf16), 4_096)]
    [InlineData("slack://xoxb-1/#ops", "attachments.0.text", nameof(LengthUnit.Utf16), 35_000)]
    [InlineData("slack://xoxb-1/#ops", "attachments.0.title", nameof(LengthUnit.Utf16), 1_024)]
    [InlineData("discord://1/a", "embeds.0.description", nameof(LengthUnit.Utf16), 4_096)]
    [InlineData("discord://1/a", "embeds.0.title", nameof(LengthUnit.Utf16), 256)]
    [InlineData("mmost://h/k", "attachments.0.text", nameof(LengthUnit.Runes), 16_383)]
    [InlineData("rocket://u:p@h/r?mode=token", "message.msg", nameof(LengthUnit.Utf16), 5_000)]
    [InlineData("gchat://s/k/t", "", nameof(LengthUnit.Utf8Bytes), 32_000)]
    [InlineData("wxteams://aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd", "markdown", nameof(LengthUnit.Utf8Bytes), 7_439)]
    public Task A_text_is_never_longer_than_the_service_takes_nor_cut_inside_a_character_or_an_entity(string url, string member, string unit, int most) =>
        Posted.Texts.SampleAsync(
            async text =>
            {
                var telling = new Telling();
                await telling.TellAsync(url, Telling.Alert with { Title = text, Text = text });
                var written = member.Length == 0 ? telling.Web.Last.Body : Member(telling.Web.Last.Json, member);
                Enum.Parse<LengthUnit>(unit).LengthOf(written).ShouldBeLessThanOrEqualTo(most);
                written.ShouldNotContain('\uFFFD');
                if (url[0] is 't' or 's')
                    BareAmpersand().IsMatch(written).ShouldBeFalse();
            },
            iter: 25);

    [Theory]
    [InlineData("slack://xoxb-1/#ops", "attachments.0.text", "<!channel>")]
    [InlineData("slack://xoxb-1/#ops", "attachments.0.text", "<@U1>")]
    [InlineData("tgram://1:a/1", "text", "<script>")]
    [InlineData("discord://1/a", "embeds.0.description", " [x](")]
    [InlineData("discord://1/a", "embeds.0.description", " @everyone")]
    [InlineData("mmost://h/k", "attachments.0.text", " @here")]
    [InlineData("mmost://h/k", "attachments.0.text", " [x](")]
    [InlineData("rocket://a/b@h", "text", " @here")]
    [InlineData("rocket://a/b@h", "attachments.0.text", " @here")]
    [InlineData("wxteams://aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd", "markdown", "<script>")]
    [InlineData("wxteams://aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd", "markdown", "<@")]
    public async Task What_a_mail_says_calls_nobody_and_forges_nothing(string url, string member, string markup)
    {
        Telling.Hostile.ShouldContain(markup);
        var telling = new Telling();

        await telling.TellAsync(url, Telling.Alert with { Title = Telling.Hostile, Text = Telling.Hostile });

        Member(telling.Web.Last.Json, member).ShouldNotContain(markup);
    }

    [Theory]
    [InlineData("a_b *c* `d` ~~e~~ |f|", @"a\_b \*c\* \`d\` \~\~e\~\~ \|f\|")]
    [InlineData("# heading\n- item\n1. one\n> said\n    code", "\\# heading\n\\- item\n1\\. one\n\\> said\n\u00A0\u00A0\u00A0\u00A0code")]
    [InlineData("see https://x.example/a_b_c?d=1&e=(f) now", @"see https://x.example/a_b_c?d=1&e=(f) now")]
    [InlineData("mail root@nas or @all", "mail root@nas or @\u200Ball")]
    public void Markdown_of_chats_shows_what_was_written(string text, string written) => ChatDialects.Discord.Escape(text).ShouldBe(written);

    private static string Member(JsonNode body, string path) =>
        path.Split('.').Aggregate(body, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!).GetValue<string>();

    [GeneratedRegex("&(?!amp;|lt;|gt;|quot;)")]
    private static partial Regex BareAmpersand();
}
