using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.OnCall;

public sealed class OpsgenieTests
{
    private const string Key = "00000000-0000-0000-0000-000000000000";
    private const string Url = $"opsgenie://{Key}";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Creates_one_alert_with_all_who_respond()
    {
        _telling.Web.Answers(202, """{"result":"Request will be processed","took":0.1,"requestId":"r1"}""");

        (await _telling.TellAsync($"jira://bot@{Key}/#team/@a@example.com/*night/^up?to=11111111-1111-1111-1111-111111111111&entity=en&tags=b,a&+k=v"))
            .ShouldBe(new Outcome.Delivered("r1"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://api.atlassian.com/jsm/ops/integration/v2/alerts"));
        request.Headers["Authorization"].ShouldBe($"GenieKey {Key}");
        request.Body.ShouldBe($$"""
            {"message":"Disk full","alias":"{{TestIncident.Key}}","description":"/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2",
            "responders":[{"type":"team","name":"team"},{"type":"user","username":"a@example.com"},{"type":"schedule","name":"night"},{"type":"escalation","name":"up"},
            {"type":"user","id":"11111111-1111-1111-1111-111111111111"}],
            "tags":["b","a"],"details":{"k":"v","host":"nas1"},"entity":"en","source":"Mail2Alert","priority":"P2","user":"bot"}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("", "Resolved", $"POST /{TestIncident.Key}/close?identifierType=alias")]
    [InlineData("?alias=a/l", "Resolved", "POST /a%2Fl/close?identifierType=alias")]
    [InlineData("?action=acknowledge&alias=al", "Firing", "POST /al/acknowledge?identifierType=alias")]
    [InlineData("?:failure=note&alias=al", "Firing", "POST /al/notes?identifierType=alias")]
    [InlineData("?:success=delete&alias=al", "Resolved", "DELETE /al?identifierType=alias&source=Mail2Alert")]
    [InlineData("?action=map&alias=al", "Firing", "POST ")]
    public async Task Later_news_goes_by_the_alias(string keys, string status, string expected)
    {
        await _telling.TellAsync(Url + "/" + keys, TestIncident.Of(status));

        var request = _telling.Web.Last;
        $"{request.Method} {request.Address["https://api.opsgenie.com/v2/alerts".Length..]}".ShouldBe(expected);
        request.Headers["Authorization"].ShouldBe($"GenieKey {Key}");
    }

    [Theory]
    [InlineData("us", "https://api.opsgenie.com/v2/alerts")]
    [InlineData("eu", "https://api.eu.opsgenie.com/v2/alerts")]
    public async Task The_region_is_the_targets(string region, string address)
    {
        await _telling.TellAsync($"{Url}?region={region}");

        _telling.Web.Last.Address.ShouldBe(address);
    }

    [Theory]
    [InlineData("", "Critical", "P1", 0)]
    [InlineData("", "Info", "P5", 0)]
    [InlineData("?priority=P3", "Critical", "P3", 0)]
    [InlineData("?priority=4", "Critical", "P4", 0)]
    [InlineData("?priority=high", "Critical", "P4", 1)]
    [InlineData("?priority=low", "Info", "P1", 1)]
    [InlineData("?priority=normal", "Info", "P3", 0)]
    public async Task Apprises_words_keep_their_numbers_and_are_warned_of(string keys, string severity, string priority, int warnings)
    {
        var parsed = TargetGrammar.Parse(Url + keys);
        await _telling.TellAsync(parsed.Targets[0], TestIncident.Of(severity: severity));

        _telling.Web.Last.Json["priority"]!.ToString().ShouldBe(priority);
        parsed.Warnings.Count.ShouldBe(warnings);
    }

    [Fact]
    public async Task Details_that_are_too_many_are_left_out()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Labels = Labels.Empty.With("a", new string('x', 7990)).With("b", new string('x', 20)).With("c", "y") });

        _telling.Web.Last.Json["details"]!.AsObject().Select(detail => detail.Key).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(202, "Delivered")]
    [InlineData(401, "Retry")]
    [InlineData(402, "Failed")]
    [InlineData(422, "Failed")]
    [InlineData(429, "Retry")]
    [InlineData(500, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, """{"message":"x"}""", ("X-RateLimit-State", "THROTTLED"), ("X-RateLimit-Period-In-Sec", "60"));

        var judged = await _telling.TellAsync($"jira://{Key}");

        judged.GetType().Name.ShouldBe(outcome);
        if (status == 429)
            judged.ShouldBe(new Outcome.Retry("""Jira Service Management answered 429, {"message":"x"}""", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void The_key_is_never_shown() => TargetGrammar.Parse($"{Url}/#team").Targets[0].Text.ShouldBe("opsgenie://***/#team");

    [Theory]
    [InlineData("opsgenie://", "expected opsgenie://KEY or jira://KEY, the key of an API integration")]
    [InlineData("opsgenie://k?region=mars", "region is us or eu")]
    [InlineData("opsgenie://k?priority=P9", "priority is P1 (the most urgent) to P5")]
    [InlineData("opsgenie://k?action=shout", "action is map, new, close, delete, acknowledge or note; so are :info, :success, :warning and :failure, but for map")]
    [InlineData("opsgenie://k?:odd=new", "action is map, new, close, delete, acknowledge or note; so are :info, :success, :warning and :failure, but for map")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
