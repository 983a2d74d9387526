using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed class GoogleChatTests
{
    private const string Url = "gchat://AAAAAAAA/key123/token456";
    private const string Address = "https://chat.googleapis.com/v1/spaces/AAAAAAAA/messages?key=key123&token=token456&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_by_a_card_in_the_alerts_own_thread()
    {
        _telling.Web.Answers(200, """{"name":"spaces/AAAAAAAA/messages/1"}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("spaces/AAAAAAAA/messages/1"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", Address));
        var thread = (string)request.Json["thread"]!["threadKey"]!;
        thread.Length.ShouldBe(32);
        Posted.Same(request.Body, """
            {"cardsV2":[{"cardId":"alert","card":{"header":{"title":"🔴 Error: Disk full","subtitle":"nas"},"sections":[{"widgets":[
            {"textParagraph":{"text":"/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;\nline2\nhost: nas1"}},
            {"buttonList":{"buttons":[{"text":"Open","onClick":{"openLink":{"url":"https://nas.example.com/disk?id=1&x=2"}}}]}}]}]}}],
            "fallbackText":"🔴 Error: Disk full","thread":{"threadKey":"THREAD"}}
            """.Replace("THREAD", thread, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_news_of_an_alert_stand_in_one_thread()
    {
        await _telling.TellAsync(Url);
        await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved, Title = "Disk ok" });

        ((string?)_telling.Web.Requests[1].Json["thread"]!["threadKey"]).ShouldBe((string?)_telling.Web.Requests[0].Json["thread"]!["threadKey"]);
        ((string?)_telling.Web.Last.Json["fallbackText"]).ShouldBe("✅ Resolved: Disk ok");
    }

    [Theory]
    [InlineData("https://chat.googleapis.com/v1/spaces/AAAAAAAA/messages?key=key123&token=token456&threadKey=t1")]
    [InlineData("gchat://AAAAAAAA/key123/token456/t1")]
    [InlineData("gchat://?workspace=AAAAAAAA&key=key123&token=token456&thread=t1")]
    public async Task A_thread_of_the_targets_own_is_kept(string url)
    {
        await _telling.TellAsync(url);

        (_telling.Web.Last.Address, (string?)_telling.Web.Last.Json["thread"]!["threadKey"]).ShouldBe((Address, "t1"));
        TargetGrammar.Parse(url).Targets[0].Text.ShouldBe("gchat://AAAAAAAA/***");
    }

    [Theory]
    [InlineData(400, "Failed")]
    [InlineData(401, "Retry")]
    [InlineData(403, "Retry")]
    [InlineData(404, "Failed")]
    [InlineData(429, "Retry")]
    [InlineData(503, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, """{"error":{"code":400,"message":"why","status":"INVALID_ARGUMENT"}}""");

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("gchat://AAAAAAAA/key123")]
    [InlineData("https://chat.googleapis.com/v1/spaces/AAAAAAAA/messages")]
    public void Says_what_was_expected(string url) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain("as Google shows it");
}
