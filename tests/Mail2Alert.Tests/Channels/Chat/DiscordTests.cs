using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed class DiscordTests
{
    private const string Url = "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js";
    private const string Hook = "https://discord.com/api/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js";

    private static readonly Memo First = Memo.Of(("message", "55"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_by_an_embed_that_calls_nobody_and_remembers_it()
    {
        _telling.Web.Answers(200, """{"id":"55","channel_id":"1"}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("55") { Memo = First });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", $"{Hook}?wait=true"));
        Posted.Same(request.Body, """
            {"embeds":[{"title":"Error: Disk full","url":"https://nas.example.com/disk?id=1&x=2","description":"/var is at 97% \\<b\\>&\\</b\\>\nline2\nhost: nas1",
            "color":10690615,"timestamp":"2026-11-22T11:59:00Z","footer":{"text":"nas"}}],"allowed_mentions":{"parse":[]}}
            """);
    }

    [Fact]
    public async Task The_targets_own_keys_say_who_is_called_and_where()
    {
        await _telling.TellAsync("discord://bot@4174216298/abc?thread=99&ping=everyone,<@123>,<@%26456>&footer=no");

        var request = _telling.Web.Last;
        request.Address.ShouldBe("https://discord.com/api/webhooks/4174216298/abc?wait=true&thread_id=99");
        ((string?)request.Json["username"], (string?)request.Json["content"]).ShouldBe(("bot", "@everyone <@123> <@&456>"));
        Posted.Same(request.Json["allowed_mentions"]!.ToJsonString(), """{"parse":["everyone"],"users":["123"],"roles":["456"]}""");
        request.Json["embeds"]![0]!["footer"].ShouldBeNull();
    }

    [Theory]
    [InlineData(false, "#A32037")]
    [InlineData(true, "#3AA337")]
    public async Task Later_news_change_the_first_message_and_call_nobody(bool isOver, string colour)
    {
        _telling.Web.Answers(200, """{"id":"55"}""");

        var outcome = await _telling.TellAsync($"{Url}?ping=@here&thread=99", Telling.Alert with { Status = isOver ? AlertStatus.Resolved : AlertStatus.Firing }, First);

        outcome.Memo.ShouldBe(isOver ? Memo.None : null);
        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("PATCH", $"{Hook}/messages/55?thread_id=99"));
        request.Json["content"].ShouldBeNull();
        ((int)request.Json["embeds"]![0]!["color"]!).ShouldBe(Convert.ToInt32(colour[1..], 16));
    }

    [Fact]
    public async Task Files_go_along_with_the_message()
    {
        _telling.Web.Answers(200, """{"id":"55"}""");

        await _telling.TellAsync(Url, mail: Posted.WithFile("a.txt", "text/plain"));

        var body = _telling.Web.Requests.ShouldHaveSingleItem().Body;
        body.ShouldContain("name=\"payload_json\"");
        body.ShouldContain("name=\"files[0]\"; filename=\"a.txt\"");
        body.ShouldNotContain("null");
    }

    [Fact]
    public async Task What_is_gone_is_told_anew()
    {
        _telling.Web.Answers(404, """{"message":"Unknown Message","code":10008}""").Answers(200, """{"id":"56"}""");

        (await _telling.TellAsync(Url, memo: First)).Memo.ShouldBe(Memo.Of(("message", "56")));
    }

    [Theory]
    [InlineData(404, """{"message":"Unknown Webhook","code":10015}""", "Failed", null)]
    [InlineData(400, """{"message":"Invalid Form Body","code":50035}""", "Failed", null)]
    [InlineData(401, "{}", "Retry", null)]
    [InlineData(429, """{"message":"You are being rate limited.","retry_after":1.5,"global":false}""", "Retry", 1.5)]
    [InlineData(503, "", "Retry", null)]
    public async Task Answers_are_judged(int status, string body, string outcome, double? seconds)
    {
        _telling.Web.Answers(status, body);

        var told = await _telling.TellAsync(Url);

        told.GetType().Name.ShouldBe(outcome);
        (told as Outcome.Retry)?.After.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
        told.ToString().ShouldNotContain("JHMHI8");
    }

    [Theory]
    [InlineData(Hook)]
    [InlineData("https://discordapp.com/api/v10/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js")]
    public async Task The_address_that_Discord_shows_is_taken(string url)
    {
        await _telling.TellAsync(url);

        _telling.Web.Last.Address.ShouldBe($"{Hook}?wait=true");
        TargetGrammar.Parse(url).Targets[0].Text.ShouldBe("discord://4174216298/***");
    }

    [Theory]
    [InlineData("discord://4174216298", "as Discord shows it")]
    [InlineData("discord://name/abc", "as Discord shows it")]
    [InlineData("https://discord.com/channels/1/2", "as Discord shows it")]
    [InlineData("discord://1/abc?ping=all", "@everyone, @here")]
    [InlineData("discord://1/abc?thread=x", "the number of a thread")]
    public void Says_what_was_expected(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain(mistake);
}
