using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Push;

public sealed class PushbulletTests
{
    private readonly Telling _telling = new();

    [Theory]
    [InlineData("pbul://ACCESSTOKEN", null, "")]
    [InlineData("pbul://ACCESSTOKEN/#chan", "channel_tag", "chan")]
    [InlineData("pbul://ACCESSTOKEN/dev", "device_iden", "dev")]
    [InlineData("pbul://ACCESSTOKEN/user@example.com", "email", "user@example.com")]
    public async Task Pushes_a_link(string url, string? member, string value)
    {
        _telling.Web.Answers(200, """{"iden":"p1"}""");

        (await _telling.TellAsync(url)).ShouldBe(new Outcome.Delivered("p1"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address, request.Headers["Access-Token"]).ShouldBe(("POST", "https://api.pushbullet.com/v2/pushes", "ACCESSTOKEN"));
        request.Body.ShouldStartWith("""{"type":"link","title":"Error: Disk full","body":"/var is at 97% <b>&</b>\nline2\nhost: nas1","url":"https://nas.example.com/disk?id=1&x=2","guid":""");
        if (member is not null)
            request.Json[member]!.ToString().ShouldBe(value);
        request.Json.AsObject().Count.ShouldBe(member is null ? 5 : 6);
    }

    [Fact]
    public async Task Another_attempt_pushes_nothing_twice()
    {
        await _telling.TellAsync("pbul://T");
        var first = _telling.Web.Last.Json["guid"]!.ToString();
        await _telling.TellAsync("pbul://T/dev");

        _telling.Web.Last.Json["guid"]!.ToString().ShouldNotBe(first, "that is another delivery");
    }

    [Fact]
    public async Task A_file_is_uploaded_and_pushed_behind_the_news()
    {
        _telling.Web.Answers(200, """{"iden":"p1"}""")
            .Answers(200, """{"file_name":"a.txt","file_type":"text/plain","file_url":"https://dl.example.com/a.txt","upload_url":"https://upload.example.com/x","data":{"acl":"public-read"}}""")
            .Answers(204)
            .Answers(200, """{"iden":"p2"}""");

        (await _telling.TellAsync("pbul://T/dev", mail: Posted.WithFile("a.txt", "text/plain"))).ShouldBe(new Outcome.Delivered("p1"));

        var (news, place, upload, push) = (_telling.Web.Requests[0], _telling.Web.Requests[1], _telling.Web.Requests[2], _telling.Web.Requests[3]);
        (place.Address, place.Headers["Access-Token"], place.Body).ShouldBe(("https://api.pushbullet.com/v2/upload-request", "T", """{"file_name":"a.txt","file_type":"text/plain"}"""));
        upload.Address.ShouldBe("https://upload.example.com/x");
        upload.Headers.ContainsKey("Access-Token").ShouldBeFalse("that host needs no token");
        upload.Body.ShouldContain("name=\"acl\"\r\n\r\npublic-read\r\n");
        upload.Body.ShouldContain("name=\"file\"; filename=\"a.txt\"\r\n\r\nhello");
        Posted.Same(push.Body, $$"""
            {"type":"file","file_name":"a.txt","file_type":"text/plain","file_url":"https://dl.example.com/a.txt","device_iden":"dev","guid":"{{news.Json["guid"]}}.file0"}
            """);
    }

    [Theory]
    [InlineData(403, "{}")]
    [InlineData(200, """{"upload_url":"http://upload.example.com/x"}""")]
    public async Task A_file_that_is_refused_does_not_hold_up_the_news(int status, string place)
    {
        _telling.Web.Answers(200, """{"iden":"p1"}""").Answers(status, place);

        (await _telling.TellAsync("pbul://T", mail: Posted.WithFile("a.txt", "text/plain"))).ShouldBe(new Outcome.Delivered("p1"));

        _telling.Web.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task News_that_did_not_arrive_leave_their_files_behind()
    {
        _telling.Web.Answers(429);

        await _telling.TellAsync("pbul://T", mail: Posted.WithFile("a.txt", "text/plain"));

        _telling.Web.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(200, "Delivered")]
    [InlineData(400, "Failed")]
    [InlineData(401, "Retry")]
    [InlineData(404, "Failed")]
    [InlineData(429, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, """{"error":{"message":"x"}}""");

        (await _telling.TellAsync("pbul://T")).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public void Each_place_is_a_target_and_the_token_is_never_shown() =>
        TargetGrammar.Parse("pbul://TOKEN/#chan/dev?to=dev").Targets.Select(target => target.Text).ShouldBe(["pbul://***/#chan", "pbul://***/dev"]);
}
