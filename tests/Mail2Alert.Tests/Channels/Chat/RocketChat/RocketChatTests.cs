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
        Posted.Same(_telling.Web.Last.Body, """
            {"channel":"#general","alias":"bot","text":"🔴 *Error: Disk full*",
            "attachments":[{"color":"#A32037","text":"/var is at 97% <b>\u200B&</b>\u200B\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2"}]}
            """);
    }

    [Theory]
    [InlineData("Resolved", "Error", "#3AA337")]
    [InlineData("Firing", "Warning", "#CACF29")]
    [InlineData("Info", "Info", "#3AA3E3")]
    public async Task A_webhook_shows_how_it_stands_by_a_colour(string status, string severity, string colour)
    {
        await _telling.TellAsync("rockets://a/b@localhost", TestIncident.Of(status, severity));

        ((string?)_telling.Web.Last.Json["attachments"]![0]!["color"]).ShouldBe(colour);
    }

    [Fact]
    public async Task A_room_takes_a_message_once_however_often_it_is_sent()
    {
        _telling.Web.Answers(200, Posted1)
            .Answers(400, """{"success":false,"error":"Cannot read properties of undefined (reading 'starred')"}""")
            .Answers(200, Posted1);
        const string room = "rocket://uid:secret@localhost/room1?mode=token";

        (await _telling.TellAsync(room)).ShouldBe(new Outcome.Delivered("m1") { Memo = First });
        (await _telling.TellAsync(room)).ShouldBe(new Outcome.Delivered("m1") { Memo = First });

        var (first, second, asked) = (_telling.Web.Requests[0].Json["message"]!, _telling.Web.Requests[1].Json["message"]!, _telling.Web.Requests[2]);
        ((string?)first["rid"], (string?)first["_id"]).ShouldBe(("room1", (string?)second["_id"]));
        ((string?)first["msg"]).ShouldNotBeNull().ShouldStartWith("🔴 *Error: Disk full*\n");
        (asked.Method, asked.Address, asked.Headers["X-Auth-Token"]).ShouldBe(("GET", $"http://localhost/api/v1/chat.getMessage?msgId={first["_id"]}", "secret"));
    }

    [Fact]
    public async Task What_a_room_refuses_and_does_not_have_is_refused()
    {
        _telling.Web.Answers(400, """{"success":false,"error":"error-not-allowed"}""").Answers(400, """{"success":false}""");

        (await _telling.TellAsync("rocket://uid:secret@localhost/room1?mode=token")).ShouldBeOfType<Outcome.Failed>().Why.ShouldContain("error-not-allowed");
    }

    [Fact]
    public async Task Files_stand_below_the_message()
    {
        _telling.Web.Answers(200, LoggedIn).Answers(200, Posted1).Answers(200, """{"success":true,"file":{"_id":"f1","url":"/file-upload/f1/a.txt"}}""").Answers(200, """{"success":true}""");

        (await _telling.TellAsync(Url, mail: Posted.WithFile("a.txt", "text/plain"))).Memo.ShouldBe(First);

        var (upload, confirm) = (_telling.Web.Requests[2], _telling.Web.Requests[3]);
        (upload.Address, upload.Headers["X-User-Id"], upload.Headers["X-Auth-Token"]).ShouldBe(("http://localhost:3000/api/v1/rooms.media/r1", "U", "T"));
        upload.Body.ShouldContain("name=\"file\"; filename=\"a.txt\"\r\n\r\nhello");
        (confirm.Address, confirm.Body).ShouldBe(("http://localhost:3000/api/v1/rooms.mediaConfirm/r1/f1", """{"tmid":"m1"}"""));
    }

    [Fact]
    public async Task An_older_server_takes_a_file_in_one_step()
    {
        _telling.Web.Answers(200, LoggedIn).Answers(200, Posted1).Answers(404).Answers(200, """{"success":true}""");

        await _telling.TellAsync(Url, mail: Posted.WithFile("a.txt", "text/plain"));

        _telling.Web.Last.Address.ShouldBe("http://localhost:3000/api/v1/rooms.upload/r1");
        _telling.Web.Last.Body.ShouldContain("name=\"tmid\"\r\n\r\nm1\r\n");
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

        (_telling.Web.Requests.ShouldHaveSingleItem().Headers["X-User-Id"], _telling.Web.Last.Headers["X-Auth-Token"], (string?)_telling.Web.Last.Json["message"]!["rid"])
            .ShouldBe(("uid", "secret", "room1"));
    }
}
