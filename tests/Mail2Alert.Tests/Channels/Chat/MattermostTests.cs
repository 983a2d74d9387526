using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed class MattermostTests
{
    private const string Hook = "mmost://bot@localhost:8065/sub/3ccdd113474722377935511fc85d3dd4?channel=#ops";
    private const string Bot = "mmosts://team@localhost/TOKEN?mode=bot&channel=#ops";
    private const string Channel = """{"id":"c1"}""";
    private const string Post = """{"id":"p1","channel_id":"c1"}""";

    private static readonly Memo First = Memo.Of(("post", "p1"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task A_webhook_posts_a_card()
    {
        _telling.Web.Answers(200, "ok");

        (await _telling.TellAsync(Hook)).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "http://localhost:8065/sub/hooks/3ccdd113474722377935511fc85d3dd4"));
        Posted.Same(request.Body, """
            {"channel":"ops","username":"bot","attachments":[{"fallback":"Error: Disk full","color":"#A32037","title":"Error: Disk full",
            "title_link":"https://nas.example.com/disk?id=1&x=2","text":"/var is at 97% <b\\>&</b\\>\nline2\nhost: nas1"}]}
            """);
    }

    [Fact]
    public async Task A_bot_finds_the_channel_once_and_remembers_its_post()
    {
        _telling.Web.Answers(200, Channel).Answers(201, Post);

        (await _telling.TellAsync(Bot)).ShouldBe(new Outcome.Delivered("p1") { Memo = First });
        await _telling.TellAsync(Bot);

        _telling.Web.Requests.Select(request => (request.Method, request.Address)).ShouldBe(
        [
            ("GET", "https://localhost/api/v4/teams/name/team/channels/name/ops"),
            ("POST", "https://localhost/api/v4/posts"),
            ("POST", "https://localhost/api/v4/posts"),
        ]);
        _telling.Web.Last.Headers["Authorization"].ShouldBe("Bearer TOKEN");
        ((string?)_telling.Web.Last.Json["channel_id"], (string?)_telling.Web.Last.Json["props"]!["attachments"]![0]!["title"]).ShouldBe(("c1", "Error: Disk full"));
    }

    [Fact]
    public async Task Later_news_change_the_first_post_and_the_end_is_told_below_it()
    {
        _telling.Web.Answers(200, Post);

        (await _telling.TellAsync("mmosts://localhost/TOKEN?mode=bot&channel=%2Bc1", Telling.Alert with { Status = AlertStatus.Resolved }, First)).Memo.ShouldBe(Memo.None);

        var (edit, reply) = (_telling.Web.Requests[0], _telling.Web.Requests[1]);
        (edit.Method, edit.Address).ShouldBe(("PUT", "https://localhost/api/v4/posts/p1/patch"));
        ((string?)edit.Json["props"]!["attachments"]![0]!["color"]).ShouldBe("#3AA337");
        Posted.Same(reply.Body, """{"channel_id":"c1","root_id":"p1","message":"✅ Disk full"}""");
    }

    [Fact]
    public async Task Files_stand_below_the_post()
    {
        _telling.Web.Answers(201, Post).Answers(201, """{"file_infos":[{"id":"f1"}]}""").Answers(201, """{"id":"p2"}""");

        (await _telling.TellAsync("mmosts://localhost/TOKEN?mode=bot&channel=%2Bc1", mail: Posted.WithFile("a.txt", "text/plain"))).Memo.ShouldBe(First);

        _telling.Web.Requests[1].Address.ShouldBe("https://localhost/api/v4/files");
        Posted.Same(_telling.Web.Last.Body, """{"channel_id":"c1","root_id":"p1","message":"","file_ids":["f1"]}""");
    }

    [Fact]
    public async Task What_is_gone_is_told_anew()
    {
        _telling.Web.Answers(404, """{"id":"app.post.get.app_error"}""").Answers(201, """{"id":"p2"}""");

        (await _telling.TellAsync("mmosts://localhost/TOKEN?mode=bot&channel=%2Bc1", memo: First)).Memo.ShouldBe(Memo.Of(("post", "p2")));
    }

    [Theory]
    [InlineData(400, "Failed", null)]
    [InlineData(401, "Retry", null)]
    [InlineData(403, "Retry", null)]
    [InlineData(404, "Failed", null)]
    [InlineData(429, "Retry", 1)]
    [InlineData(500, "Retry", null)]
    public async Task Answers_are_judged(int status, string outcome, int? seconds)
    {
        _telling.Web.Answers(status, """{"id":"x","message":"why","status_code":400}""", ("X-Ratelimit-Reset", "1"));

        var told = await _telling.TellAsync(Hook);

        told.GetType().Name.ShouldBe(outcome);
        if (status == 429)
            told.ShouldBe(told is Outcome.Retry retry ? retry with { After = TimeSpan.FromSeconds(seconds!.Value) } : null);
    }

    [Theory]
    [InlineData("mmost://localhost/KEY", "mmost://localhost/***")]
    [InlineData("mmosts://localhost/KEY?channel=a,@bob", "mmosts://localhost/***?channel=a", "mmosts://localhost/***?channel=@bob")]
    [InlineData("mmosts://localhost/KEY?to=%23a&channel=a", "mmosts://localhost/***?channel=a")]
    public void Reads_what_Apprise_writes(string url, params string[] shown) => TargetGrammar.Parse(url).Targets.Select(target => target.Text).ShouldBe(shown);

    [Theory]
    [InlineData("mmosts://localhost", "expected mmosts://HOST/KEY for a webhook")]
    [InlineData("mmosts://team@localhost/TOKEN?mode=bot", "a bot's channels are named")]
    [InlineData("mmosts://localhost/TOKEN?mode=bot&channel=ops", "with the team")]
    public void Says_what_was_expected(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain(mistake);
}
