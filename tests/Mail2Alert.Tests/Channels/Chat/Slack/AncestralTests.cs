using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat.Slack;

public sealed class AncestralTests
{
    private const string Ok = """{"ok":true,"channel":"C1","ts":"1700000000.000100"}""";

    private readonly Telling _telling = new();

    public AncestralTests() => _telling.Web.Answers(200, Ok);

    [Theory]
    [InlineData("slack:#ops", "Bearer xoxb-configured")]
    [InlineData("slack://xoxb-own/#ops:brief", "Bearer xoxb-own")]
    [InlineData("slack://own/#ops", "Bearer own")]
    public async Task Brief_shows_the_subject_and_the_first_line_in_the_colour_of_trouble(string url, string login)
    {
        (await TellAsync(url)).ShouldBeOfType<Outcome.Delivered>().Reference.ShouldBe("1700000000.000100");

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address, request.Headers["Authorization"]).ShouldBe(("POST", "https://slack.com/api/chat.postMessage", login));
        request.Body.ShouldBe("""{"channel":"#ops","text":"","attachments":[{"title":"Stage [p/1/s/1] failed","text":"first line","color":"#D50200"}]}""");
    }

    [Fact]
    public async Task Full_shows_the_whole_text_and_whom_it_is_from()
    {
        await TellAsync("slack:@anna:full");

        _telling.Web.Last.Body.ShouldBe("""{"channel":"@anna","text":"Message from: GoCD gocd@x.com","attachments":[{"title":"Stage [p/1/s/1] failed","text":"first line\nsecond line","color":"#D50200"}]}""");
    }

    [Fact]
    public async Task Each_mail_is_a_message_of_its_own()
    {
        await TellAsync("slack:#ops", memo: Memo.Of(("channel", "C1"), ("ts", "1.2")));

        _telling.Web.Requests.ShouldHaveSingleItem().Address.ShouldEndWith("chat.postMessage");
    }

    [Fact]
    public async Task A_mail_cannot_call_everybody_or_forge_a_link()
    {
        await TellAsync("slack:#ops:full", TestAlert.Of() with { Title = "<!channel> & <https://evil|safe>", Text = "<@U1>" });

        var attachment = _telling.Web.Last.Json["attachments"]![0]!;
        attachment["title"]!.GetValue<string>().ShouldBe("&lt;!channel&gt; &amp; &lt;https://evil|safe&gt;");
        attachment["text"]!.GetValue<string>().ShouldBe("&lt;@U1&gt;");
    }

    [Fact]
    public async Task A_text_beyond_Slacks_limit_is_cut_visibly_and_between_characters()
    {
        await TellAsync("slack:#ops:full", TestAlert.Of() with { Text = string.Concat(Enumerable.Repeat("😀", 30_000)) });

        var text = _telling.Web.Last.Json["attachments"]![0]!["text"]!.GetValue<string>();
        text.Length.ShouldBeLessThan(40_000);
        text.ShouldEndWith("😀…");
    }

    [Theory]
    [InlineData("PASSES", "#2FA44F")]
    [InlineData("CANCELLED", "#DE9E31")]
    [InlineData("test", "#4ABCF9")]
    public async Task Colours_are_the_ancestors(string name, string colour)
    {
        await TellAsync("slack:#ops", TestAlert.Of() with
        {
            Status = name == "PASSES" ? AlertStatus.Resolved : AlertStatus.Info,
            Severity = name == "CANCELLED" ? Severity.Warning : Severity.Info,
        });

        _telling.Web.Last.Json["attachments"]![0]!["color"]!.GetValue<string>().ShouldBe(colour);
    }

    [Theory]
    [InlineData("slack:#ops", "Fallback of oncall: &lt;!here&gt;")]
    [InlineData("slack:#ops:full", "Fallback of oncall: &lt;!here&gt;\nMessage from: GoCD gocd@x.com")]
    public async Task A_fallback_is_told_above_the_alert_that_it_is_one_and_why(string url, string text)
    {
        await TellAsync(url, note: "fallback of oncall: <!here>");

        _telling.Web.Last.Json["text"]!.GetValue<string>().ShouldBe(text);
    }

    private Task<Outcome> TellAsync(string url, Alert? alert = null, Memo? memo = null, string? note = null) => _telling.TellAsync(
        url,
        alert ?? TestAlert.Of() with { Text = "first line\nsecond line" },
        memo,
        TestMail.OfBytes(Encoding.ASCII.GetBytes("From: GoCD gocd@x.com\r\n\r\nx\r\n")),
        note);
}
