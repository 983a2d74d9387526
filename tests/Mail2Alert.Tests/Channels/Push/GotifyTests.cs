using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Push;

public sealed class GotifyTests
{
    private const string Url = "gotify://localhost:8080/sub/AbCdEf123";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_by_one_request_in_Gotifys_form()
    {
        _telling.Web.Answers(200, """{"id":25,"appid":5}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("25"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "http://localhost:8080/sub/message"));
        request.Headers["X-Gotify-Key"].ShouldBe("AbCdEf123");
        request.Body.ShouldBe("""{"title":"Error: Disk full","message":"/var is at 97% <b>&</b>\nline2\nhost: nas1","priority":8,"extras":{"client::notification":{"click":{"url":"https://nas.example.com/disk?id=1&x=2"}}}}""");
    }

    [Fact]
    public async Task Markdown_is_asked_for_and_written_so_that_text_means_itself()
    {
        await _telling.TellAsync($"{Url}?format=markdown", Telling.Alert with { Text = "*a*" });

        _telling.Web.Last.Json["extras"]!["client::display"]!.ToJsonString().ShouldBe("""{"contentType":"text/markdown"}""");
        _telling.Web.Last.Json["message"]!.ToString().ShouldStartWith(@"\*a\*");
    }

    [Theory]
    [InlineData("?priority=low", 0)]
    [InlineData("?priority=emergency", 10)]
    [InlineData("?priority=4", 4)]
    [InlineData("?priority=99", 8)]
    [InlineData("", 8)]
    public async Task The_priority_is_the_targets_else_the_severitys(string keys, int priority)
    {
        await _telling.TellAsync(Url + keys);

        _telling.Web.Last.Json["priority"]!.GetValue<int>().ShouldBe(priority);
    }

    [Fact]
    public async Task A_recovery_is_quiet()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved });

        _telling.Web.Last.Json["priority"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData(400, "Failed")]
    [InlineData(401, "Retry")]
    [InlineData(404, "Failed")]
    [InlineData(500, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, """{"error":"x","errorCode":1,"errorDescription":"why"}""");

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public void The_token_is_never_shown()
    {
        TargetGrammar.Parse(Url).Targets[0].Text.ShouldBe("gotify://localhost:8080/***");
    }
}
