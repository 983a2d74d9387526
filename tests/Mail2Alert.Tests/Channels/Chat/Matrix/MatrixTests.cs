using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat.Matrix;

public sealed class MatrixTests
{
    private const string Api = "http://localhost:8008/_matrix/client/v3/";
    private const string Url = "matrix://syt_token@localhost:8008/!roomid:h";
    private const string Joined = """{"room_id":"!roomid:h"}""";
    private const string Sent = """{"event_id":"$first"}""";

    private static readonly Memo First = Memo.Of(("event", "$first"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task Enters_the_room_and_puts_an_event_that_calls_nobody()
    {
        _telling.Web.Answers(200, Joined).Answers(200, Sent);

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("$first") { Memo = First });

        var (join, send) = (_telling.Web.Requests[0], _telling.Web.Requests[1]);
        (join.Method, join.Address, join.Body).ShouldBe(("POST", $"{Api}join/%21roomid%3Ah", "{}"));
        send.Method.ShouldBe("PUT");
        send.Address.ShouldStartWith($"{Api}rooms/%21roomid%3Ah/send/m.room.message/");
        send.Headers["Authorization"].ShouldBe("Bearer syt_token");
        Posted.Same(send.Json["m.mentions"]!.ToJsonString(), "{}");
        ((string?)send.Json["body"]).ShouldNotBeNull().ShouldStartWith("🔴 Error: Disk full\n/var is at 97% <b>&</b>\nline2");
        ((string?)send.Json["formatted_body"]).ShouldNotBeNull().ShouldStartWith("🔴 <b>Error: Disk full</b>");
        ((string?)send.Json["formatted_body"])!.ShouldContain("&lt;b&gt;&amp;&lt;/b&gt;");
    }

    [Fact]
    public async Task The_same_delivery_has_the_same_transaction_each_time()
    {
        var mail = TestMail.Of("x", "y");
        _telling.Web.Answers(200, Joined).Answers(500).Answers(200, Sent);

        await _telling.TellAsync(Url, mail: mail);
        await _telling.TellAsync(Url, mail: mail);

        _telling.Web.Requests.Count.ShouldBe(3);
        _telling.Web.Requests[2].Address.ShouldBe(_telling.Web.Requests[1].Address);
    }

    [Fact]
    public async Task Who_is_put_out_begins_at_the_door_the_next_time()
    {
        _telling.Web.Answers(200, Joined).Answers(401, """{"errcode":"M_UNKNOWN_TOKEN"}""").Answers(200, Joined).Answers(200, Sent);

        await _telling.TellAsync(Url);

        (await _telling.TellAsync(Url)).ShouldBeOfType<Outcome.Delivered>();
    }

    [Fact]
    public async Task A_user_logs_in_and_joins_the_alias()
    {
        _telling.Web.Answers(200, """{"access_token":"t1"}""").Answers(200, Joined).Answers(200, Sent);

        (await _telling.TellAsync("matrix://user:pass@localhost:8008/#room:h")).ShouldBeOfType<Outcome.Delivered>();

        Posted.Same(_telling.Web.Requests[0].Body, """
            {"type":"m.login.password","identifier":{"type":"m.id.user","user":"user"},"password":"pass","initial_device_display_name":"Mail2Alert"}
            """);
        _telling.Web.Requests[1].Address.ShouldBe($"{Api}join/%23room%3Ah");
        _telling.Web.Requests[2].Headers["Authorization"].ShouldBe("Bearer t1");
    }

    [Fact]
    public async Task The_server_of_a_domain_may_be_elsewhere()
    {
        _telling.Web.Answers(200, """{"m.homeserver":{"base_url":"https://matrix.example.org/"}}""").Answers(200, Joined).Answers(200, Sent);

        await _telling.TellAsync("matrixs://token@example.org/!roomid:h");

        _telling.Web.Requests[0].Address.ShouldBe("https://example.org/.well-known/matrix/client");
        _telling.Web.Requests[1].Address.ShouldStartWith("https://matrix.example.org/_matrix/");
    }

    [Fact]
    public async Task Later_news_replace_the_first_event()
    {
        _telling.Web.Answers(200, Joined).Answers(200, """{"event_id":"$second"}""");

        (await _telling.TellAsync(Url, memo: First)).Memo.ShouldBeNull();

        var body = _telling.Web.Last.Json;
        Posted.Same(body["m.relates_to"]!.ToJsonString(), """{"rel_type":"m.replace","event_id":"$first"}""");
        ((string?)body["body"]).ShouldNotBeNull().ShouldStartWith("* 🔴 Error: Disk full");
        ((string?)body["m.new_content"]!["body"]).ShouldNotBeNull().ShouldStartWith("🔴 Error: Disk full");
        _telling.Web.Last.Address.ShouldEndWith(".edit");
    }

    [Fact]
    public async Task Its_end_is_told_in_the_thread_of_the_first_event()
    {
        _telling.Web.Answers(200, Joined).Answers(200, Sent);

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved }, First)).Memo.ShouldBe(Memo.None);

        Posted.Same(_telling.Web.Last.Body, """
            {"msgtype":"m.text","body":"✅ Disk full","m.mentions":{},
            "m.relates_to":{"rel_type":"m.thread","event_id":"$first","is_falling_back":true,"m.in_reply_to":{"event_id":"$first"}}}
            """);
    }

    [Fact]
    public async Task Files_stand_in_the_thread_of_the_event()
    {
        _telling.Web.Answers(200, Joined).Answers(200, Sent).Answers(200, """{"content_uri":"mxc://h/1"}""").Answers(200, """{"event_id":"$file"}""");

        (await _telling.TellAsync(Url, mail: Posted.WithFile("a.png", "image/png"))).Memo.ShouldBe(First);

        var (upload, send) = (_telling.Web.Requests[2], _telling.Web.Requests[3]);
        (upload.Address, upload.Body, upload.Headers["Content-Type"]).ShouldBe(("http://localhost:8008/_matrix/media/v3/upload?filename=a.png", "hello", "image/png"));
        send.Address.ShouldEndWith(".file0");
        ((string?)send.Json["msgtype"], (string?)send.Json["url"], (string?)send.Json["m.relates_to"]!["event_id"]).ShouldBe(("m.image", "mxc://h/1", "$first"));
    }

    [Theory]
    [InlineData(403, """{"errcode":"M_FORBIDDEN"}""", "Retry", null)]
    [InlineData(404, """{"errcode":"M_NOT_FOUND"}""", "Retry", null)]
    [InlineData(401, """{"errcode":"M_UNKNOWN_TOKEN"}""", "Retry", null)]
    [InlineData(200, "<html>", "Retry", null)]
    public async Task What_bars_the_room_can_be_mended(int status, string body, string outcome, int? seconds)
    {
        _telling.Web.Answers(status, body);

        var told = await _telling.TellAsync(Url);

        told.GetType().Name.ShouldBe(outcome);
        (told as Outcome.Retry)?.After.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
        told.ToString().ShouldNotContain("syt_token");
    }

    [Theory]
    [InlineData(429, """{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2500}""", "Retry")]
    [InlineData(400, """{"errcode":"M_BAD_JSON"}""", "Failed")]
    [InlineData(401, """{"errcode":"M_UNKNOWN_TOKEN"}""", "Retry")]
    [InlineData(500, "", "Retry")]
    public async Task Answers_are_judged(int status, string body, string outcome)
    {
        _telling.Web.Answers(200, Joined).Answers(status, body);

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public async Task What_is_too_large_is_told_to_be_so()
    {
        _telling.Web.Answers(200, Joined).Answers(413, """{"errcode":"M_TOO_LARGE"}""");

        (await _telling.TellAsync(Url)).ShouldBeOfType<Outcome.Failed>().IsTooLarge.ShouldBeTrue();
    }

    [Fact]
    public Task An_event_is_never_larger_than_servers_take() => Posted.Texts.SampleAsync(
        async text =>
        {
            var telling = new Telling();
            telling.Web.Answers(200, Joined).Answers(200, Sent);
            await telling.TellAsync(Url, Telling.Alert with { Title = text, Text = text }, First);
            System.Text.Encoding.UTF8.GetByteCount(telling.Web.Last.Body).ShouldBeLessThanOrEqualTo(65_536 - 1_024);
        },
        iter: 30);

    [Theory]
    [InlineData("matrix://user:pass@localhost:8008/#room:h/!id:h/other?version=3", "matrix://***@localhost:8008/#room:h", "matrix://***@localhost:8008/!id:h", "matrix://***@localhost:8008/#other:localhost")]
    [InlineData("matrixs://localhost/?token=t&to=#room:h", "matrixs://***@localhost/#room:h")]
    public void Reads_what_Apprise_writes(string url, params string[] shown) => TargetGrammar.Parse(url).Targets.Select(target => target.Text).ShouldBe(shown);

    [Theory]
    [InlineData("matrix://localhost/!id:h", "matrixs://USER:PASSWORD@HOST/#ALIAS")]
    [InlineData("matrix://token@localhost", "expected rooms")]
    [InlineData("matrix://token@a b/!id:h", "matrixs://USER:PASSWORD@HOST/#ALIAS")]
    [InlineData("matrix://token@localhost/@ann:h", "make a room for a person")]
    [InlineData("matrix://user:token@localhost/?mode=irc", "mode=matrix, slack or hookshot")]
    public void Says_what_was_expected(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain(mistake);
}
