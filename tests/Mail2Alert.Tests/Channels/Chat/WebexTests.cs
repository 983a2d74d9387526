using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed class WebexTests
{
    private const string Token = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhh";
    private const string Bot = $"webex://{Token}/room1";
    private const string Ok = """{"id":"m1","roomId":"room1"}""";

    private static readonly Memo First = Memo.Of(("message", "m1"), ("room", "room1"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task A_bot_tells_in_Markdown_and_remembers_the_message()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Bot)).ShouldBe(new Outcome.Delivered("m1") { Memo = First });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address, request.Headers["Authorization"]).ShouldBe(("POST", "https://webexapis.com/v1/messages", $"Bearer {Token}"));
        ((string?)request.Json["roomId"]).ShouldBe("room1");
        ((string?)request.Json["markdown"]).ShouldNotBeNull().ShouldContain("/var is at 97% &lt;b\\>&amp;&lt;/b\\>  \nline2");
    }

    [Theory]
    [InlineData($"wxteams://{Token}")]
    [InlineData($"https://webexapis.com/v1/webhooks/incoming/{Token}")]
    public async Task A_webhook_needs_no_login(string url)
    {
        _telling.Web.Answers(204);

        (await _telling.TellAsync(url)).ShouldBe(new Outcome.Delivered());

        _telling.Web.Last.Address.ShouldBe($"https://webexapis.com/v1/webhooks/incoming/{Token}");
        _telling.Web.Last.Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task Files_stand_below_the_message_each_in_its_own()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Bot, mail: Posted.WithFile("a.txt", "text/plain"))).Memo.ShouldBe(First);

        var file = _telling.Web.Requests[1];
        (file.Method, file.Address, file.Headers["Authorization"]).ShouldBe(("POST", "https://webexapis.com/v1/messages", $"Bearer {Token}"));
        file.Body.ShouldContain("name=\"roomId\"\r\n\r\nroom1\r\n");
        file.Body.ShouldContain("name=\"parentId\"\r\n\r\nm1\r\n");
        file.Body.ShouldContain("name=\"files\"; filename=\"a.txt\"\r\n\r\nhello");
    }

    [Fact]
    public async Task A_webhook_takes_no_files()
    {
        _telling.Web.Answers(204);

        await _telling.TellAsync($"wxteams://{Token}", mail: Posted.WithFile("a.txt", "text/plain"));

        _telling.Web.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Its_end_changes_the_first_message_and_is_told_below_it()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Bot, Telling.Alert with { Status = AlertStatus.Resolved }, First)).Memo.ShouldBe(Memo.None);

        (_telling.Web.Requests[0].Method, _telling.Web.Requests[0].Address).ShouldBe(("PUT", "https://webexapis.com/v1/messages/m1"));
        Posted.Same(_telling.Web.Requests[1].Body, """{"roomId":"room1","parentId":"m1","markdown":"✅ Disk full"}""");
    }

    [Fact]
    public async Task What_was_changed_too_often_is_told_anew()
    {
        _telling.Web.Answers(400, """{"message":"Activity cannot be edited"}""").Answers(200, Ok);

        (await _telling.TellAsync(Bot, memo: First)).ShouldBe(new Outcome.Delivered("m1") { Memo = First });
    }

    [Theory]
    [InlineData(400, "Failed")]
    [InlineData(401, "Retry")]
    [InlineData(404, "Failed")]
    [InlineData(423, "Retry")]
    [InlineData(429, "Retry")]
    [InlineData(502, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, """{"message":"why","trackingId":"x"}""");

        var told = await _telling.TellAsync(Bot);

        told.GetType().Name.ShouldBe(outcome);
        told.ToString().ShouldNotContain(Token);
    }

    [Theory]
    [InlineData($"webex://{Token}/room1/a@example.com", "webex://***/room1", "webex://***/a@example.com")]
    [InlineData($"webex://{Token}", "webex://***")]
    public void Reads_what_Apprise_writes(string url, params string[] shown) => TargetGrammar.Parse(url).Targets.Select(target => target.Text).ShouldBe(shown);

    [Theory]
    [InlineData("webex://short")]
    [InlineData($"webex://{Token}?mode=bot")]
    public void Says_what_was_expected(string url) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain("the id of a room");
}
