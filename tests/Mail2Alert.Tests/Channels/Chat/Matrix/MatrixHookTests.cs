using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat.Matrix;

public sealed class MatrixHookTests
{
    private const string Token = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff0123";

    private readonly Telling _telling = new();

    [Fact]
    public async Task A_webhook_like_Slacks_gets_a_card()
    {
        (await _telling.TellAsync("matrix://user:token@localhost/?mode=slack")).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "http://localhost/api/v1/matrix/hook/token"));
        request.Headers.Keys.ShouldNotContain("Authorization");
        Posted.Same(request.Body, """
            {"username":"user","mrkdwn":false,"attachments":[{"title":"Error: Disk full","title_link":"https://nas.example.com/disk?id=1&x=2",
            "text":"/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;\nline2\nhost: nas1","color":"#A32037"}]}
            """);
    }

    [Fact]
    public async Task Hookshot_gets_text_and_HTML()
    {
        await _telling.TellAsync("matrixs://token@localhost:9000?mode=hookshot", Telling.Alert with { Link = null });

        _telling.Web.Last.Address.ShouldBe("https://localhost:9000/webhook/token");
        Posted.Same(_telling.Web.Last.Body, """
            {"text":"🔴 Error: Disk full\n/var is at 97% <b>&</b>\nline2\nhost: nas1",
            "html":"🔴 <b>Error: Disk full</b><br>\n/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;<br>\nline2<br>\nhost: nas1"}
            """);
    }

    [Theory]
    [InlineData("matrixs://Ops:token@localhost?mode=matrix", "https://localhost/api/v1/matrix/hook/token", "Ops")]
    [InlineData("matrixs://token@localhost?mode=matrix&path=/a/b", "https://localhost/a/b/token", null)]
    [InlineData($"matrixs://{Token}", $"https://webhooks.t2bot.io/api/v1/matrix/hook/{Token}", null)]
    [InlineData($"matrix://{Token}?mode=t2bot", $"https://webhooks.t2bot.io/api/v1/matrix/hook/{Token}", null)]
    [InlineData($"https://webhooks.t2bot.io/api/v1/matrix/hook/{Token}", $"https://webhooks.t2bot.io/api/v1/matrix/hook/{Token}", null)]
    public async Task The_other_bridges_get_HTML(string url, string address, string? speaker)
    {
        await _telling.TellAsync(url);

        _telling.Web.Last.Address.ShouldBe(address);
        ((string?)_telling.Web.Last.Json["displayName"], (string?)_telling.Web.Last.Json["format"]).ShouldBe((speaker, "html"));
        ((string?)_telling.Web.Last.Json["text"]).ShouldNotBeNull().ShouldStartWith("🔴 <b>Error: Disk full</b><br>\n/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;");
    }

    [Theory]
    [InlineData(400, "Failed")]
    [InlineData(404, "Failed")]
    [InlineData(429, "Retry")]
    [InlineData(502, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status);

        (await _telling.TellAsync("matrixs://token@localhost?mode=hookshot")).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("matrixs://Ops:token@localhost?mode=slack", "matrixs://***@localhost")]
    [InlineData($"matrixs://{Token}", "https://webhooks.t2bot.io/***")]
    public void The_token_is_never_shown(string url, string shown) => TargetGrammar.Parse(url).Targets.ShouldHaveSingleItem().Text.ShouldBe(shown);

    [Theory]
    [InlineData("matrixs://localhost?mode=slack")]
    [InlineData("matrixs://short?mode=t2bot")]
    [InlineData("https://webhooks.t2bot.io/api/v1/matrix/hook/")]
    public void Says_what_was_expected(string url) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain("mode=matrix, slack or hookshot");

    [Fact]
    public void Rooms_behind_a_webhook_are_warned_of() =>
        TargetGrammar.Parse("matrixs://token@localhost/#ops?mode=slack").Warnings.ShouldHaveSingleItem().ShouldContain("rooms that are named have no effect");
}
