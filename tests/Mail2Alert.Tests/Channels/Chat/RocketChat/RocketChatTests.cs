using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat.RocketChat;

public sealed class RocketChatTests
{
    private const string Url = "rocket://user:pass@localhost:3000/#general";
    private const string LoggedIn = """{"status":"success","data":{"userId":"U","authToken":"T"}}""";
    private const string Posted1 = """{"success":true,"message":{"_id":"m1","rid":"r1"}}""";

    private static readonly Memo First = Memo.Of(("room", "r1"), ("message", "m1"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task A_user_logs_in_once_and_remembers_the_message()
    {
        _telling.Web.Answers(200, LoggedIn).Answers(200, Posted1);

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("m1") { Memo = First });
        await _telling.TellAsync(Url);

        _telling.Web.Requests.Select(request => request.Address).ShouldBe(
            ["http://localhost:3000/api/v1/login", "http://localhost:3000/api/v1/chat.postMessage", "http://localhost:3000/api/v1/chat.postMessage"]);
        Posted.Same(_telling.Web.Requests[0].Body, """{"user":"user","password":"pass"}""");
        (_telling.Web.Last.Headers["X-User-Id"], _telling.Web.Last.Headers["X-Auth-Token"], (string?)_telling.Web.Last.Json["channel"]).ShouldBe(("U", "T", "#general"));
        ((string?)_telling.Web.Last.Json["text"]).ShouldNotBeNull().ShouldStartWith("🔴 *Error: Disk full*\n/var is at 97% <b>\u200B&</b>\u200B\nline2\n");
    }

    [Fact]
    public async Task A_webhook_needs_no_login()
    {
        _telling.Web.Answers(200, """{"success":true}""");

        (await _telling.TellAsync("rocket://bot:hookaaaa/tokenbbbb@localhost:3000/#general?avatar=no")).ShouldBe(new Outcome.Delivered());

        _telling.Web.Requests.ShouldHaveSingleItem().Address.ShouldBe("http://localhost:3000/hooks/hookaaaa/tokenbbbb");
        ((string?)_telling.Web.Last.Json["channel"], (string?)_telling.Web.Last.Json["alias"]).ShouldBe(("#general", "bot"));
    }

    [Fact]
    public async Task Its_end_changes_the_first_message_and_is_told_below_it()
    {
        _telling.Web.Answers(200, LoggedIn).Answers(200, Posted1);

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved }, First)).Memo.ShouldBe(Memo.None);

        var (edit, reply) = (_telling.Web.Requests[1], _telling.Web.Requests[2]);
        edit.Address.ShouldEndWith("chat.update");
        ((string?)edit.Json["roomId"], (string?)edit.Json["msgId"]).ShouldBe(("r1", "m1"));
        Posted.Same(reply.Body, """{"roomId":"r1","tmid":"m1","text":"✅ Disk full"}""");
    }

    [Fact]
    public async Task What_is_gone_is_told_anew()
    {
        _telling.Web.Answers(200, LoggedIn).Answers(400, """{"success":false,"error":"No message found with the id"}""").Answers(200, Posted1);

        (await _telling.TellAsync(Url, memo: First)).ShouldBe(new Outcome.Delivered("m1") { Memo = First });
    }

    [Theory]
    [InlineData(200, """{"success":false,"error":"[invalid-channel]"}""", "Failed")]
    [InlineData(200, "<html>", "Retry")]
    [InlineData(400, """{"success":false,"errorType":"invalid-channel"}""", "Failed")]
    [InlineData(401, """{"status":"error"}""", "Retry")]
    [InlineData(429, "", "Retry")]
    [InlineData(500, "", "Retry")]
    public async Task Answers_are_judged(int status, string body, string outcome)
    {
        _telling.Web.Answers(200, LoggedIn).Answers(status, body);

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public async Task A_login_that_ended_is_made_anew()
    {
        _telling.Web.Answers(200, LoggedIn).Answers(401).Answers(200, LoggedIn).Answers(200, Posted1);

        await _telling.TellAsync(Url);

        (await _telling.TellAsync(Url)).ShouldBeOfType<Outcome.Delivered>();
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_told_to_be_so()
    {
        _telling.Web.Answers(200, LoggedIn).Answers(400, """{"success":false,"error":"The message is too long [error-message-size-exceeded]"}""");

        (await _telling.TellAsync(Url)).ShouldBeOfType<Outcome.Failed>().IsTooLarge.ShouldBeTrue();
    }

    [Theory]
    [InlineData("rocket://user:pass@localhost:3000/#general/@bob/roomid", "rocket://***@localhost:3000/#general", "rocket://***@localhost:3000/@bob", "rocket://***@localhost:3000/roomid")]
    [InlineData("rockets://localhost/#a?webhook=hookaaaa/tokenbbbb", "rockets://***@localhost/#a")]
    [InlineData("rockets://hookaaaa/tokenbbbb@localhost", "rockets://***@localhost")]
    public void Reads_what_Apprise_writes(string url, params string[] shown) => TargetGrammar.Parse(url).Targets.Select(target => target.Text).ShouldBe(shown);

    [Theory]
    [InlineData("rocket://localhost/", "expected rockets://USER:PASSWORD@HOST/#channel, or")]
    [InlineData("rocket://user:pass@localhost", "expected a place")]
    [InlineData("rocket://localhost/?webhook=a", "the two parts")]
    public void Says_what_was_expected(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain(mistake);

    [Fact]
    public async Task With_a_token_nobody_logs_in()
    {
        _telling.Web.Answers(200, Posted1);

        await _telling.TellAsync("rocket://uid:secret@localhost/room1?mode=token");

        (_telling.Web.Requests.ShouldHaveSingleItem().Headers["X-User-Id"], _telling.Web.Last.Headers["X-Auth-Token"], (string?)_telling.Web.Last.Json["roomId"])
            .ShouldBe(("uid", "secret", "room1"));
    }
}
