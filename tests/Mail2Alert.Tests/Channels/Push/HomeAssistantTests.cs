using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Push;

public sealed class HomeAssistantTests
{
    private const string Url = "hassio://localhost/eyJhbGciOi.abc.def";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Shows_a_notification_that_stays()
    {
        _telling.Web.Answers(200, "[]");

        (await _telling.TellAsync(Url, Telling.Alert with { Text = "plain", Link = null })).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "http://localhost:8123/api/services/persistent_notification/create"));
        request.Headers["Authorization"].ShouldBe("Bearer eyJhbGciOi.abc.def");
        request.Body.ShouldBe($$"""{"title":"Error: Disk full","message":"plain  \nhost: nas1","notification_id":"{{TestIncident.Key}}"}""");
    }

    [Fact]
    public async Task Takes_it_away_when_it_is_over()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved });

        _telling.Web.Last.Address.ShouldBe("http://localhost:8123/api/services/persistent_notification/dismiss");
        _telling.Web.Last.Body.ShouldBe($$"""{"notification_id":"{{TestIncident.Key}}"}""");
    }

    [Fact]
    public async Task A_phone_shows_the_newest_of_an_alert()
    {
        await _telling.TellAsync($"{Url}/notify.mobile_app_phone:a,b");

        _telling.Web.Last.Address.ShouldBe("http://localhost:8123/api/services/notify/mobile_app_phone");
        _telling.Web.Last.Body.ShouldBe($$$"""
            {"title":"Error: Disk full","message":"/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2","target":["a","b"],
            "data":{"tag":"{{{TestIncident.Key}}}","url":"https://nas.example.com/disk?id=1&x=2","clickAction":"https://nas.example.com/disk?id=1&x=2","ttl":0,"priority":"high"}}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("phone", "notify/phone", "title message data")]
    [InlineData("notify.send_message:notify.phone", "notify/send_message", "title message entity_id")]
    [InlineData("script.wake:bedroom", "script/wake", "title message target")]
    public async Task Services_get_what_they_take(string service, string path, string members)
    {
        await _telling.TellAsync($"{Url}/{service}");

        _telling.Web.Last.Address.ShouldEndWith($"/api/services/{path}");
        string.Join(' ', _telling.Web.Last.Json.AsObject().Select(member => member.Key)).ShouldBe(members);
    }

    [Theory]
    [InlineData("hassios://ha.example.com/api/webhook/w-1", "https://ha.example.com/api/webhook/w-1", "hassios://ha.example.com/***")]
    [InlineData("https://ha.example.com/api/webhook/w-1", "https://ha.example.com/api/webhook/w-1", "https://ha.example.com/***")]
    [InlineData("https://hooks.nabu.casa/g4", "https://hooks.nabu.casa/g4", "https://hooks.nabu.casa/***")]
    public async Task Webhooks_get_all_that_is_known(string url, string address, string shown)
    {
        var target = TargetGrammar.Parse(url).Targets.ShouldHaveSingleItem();
        await _telling.TellAsync(target, Telling.Alert with { Text = "plain", Link = null });

        target.Text.ShouldBe(shown);
        _telling.Web.Last.Address.ShouldBe(address);
        _telling.Web.Last.Headers.ContainsKey("Authorization").ShouldBeFalse();
        _telling.Web.Last.Body.ShouldBe(
            $$$"""{"key":"{{{TestIncident.Key}}}","source":"nas","status":"firing","severity":"error","title":"Error: Disk full","message":"plain\nhost: nas1","labels":{"host":"nas1"}}""");
    }

    [Theory]
    [InlineData("hassio://u:p@localhost:9999/TOK/a/b.c:d?prefix=/ha/", "http://localhost:9999/ha/api/services/notify/a", "hassio://localhost:9999/***/a hassio://localhost:9999/***/b.c:d")]
    [InlineData("hassios://localhost/notify.x?token=TOK", "https://localhost/api/services/notify/x", "hassios://localhost/***/notify.x")]
    [InlineData("hassios://localhost/TOK?nid=one", "https://localhost/api/services/persistent_notification/create", "hassios://localhost/***")]
    public async Task URLs_are_Apprises(string url, string address, string shown)
    {
        var targets = TargetGrammar.Parse(url).Targets;
        await _telling.TellAsync(targets[0]);

        (_telling.Web.Last.Address, string.Join(' ', targets.Select(target => target.Text))).ShouldBe((address, shown));
        _telling.Web.Last.Headers["Authorization"].ShouldBe("Bearer TOK");
    }

    [Theory]
    [InlineData(200, "Delivered")]
    [InlineData(400, "Failed")]
    [InlineData(401, "Retry")]
    [InlineData(404, "Failed")]
    [InlineData(405, "Failed")]
    [InlineData(502, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, "[]");

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("hassio://localhost", "expected hassios://HOST/TOKEN[/notify.SERVICE] or hassios://HOST/api/webhook/ID")]
    [InlineData("hassio://localhost/TOK/Not a service", "expected a service such as notify.mobile_app_phone, if wanted with :TARGET,TARGET at its end")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
