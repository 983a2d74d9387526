using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.OnCall;

public sealed class PagerDutyTests
{
    private const string Url = "pagerduty://INTKEY";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Triggers_an_incident_by_the_alerts_key()
    {
        _telling.Web.Answers(202, """{"status":"success","message":"Event processed","dedup_key":"k"}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("k"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://events.pagerduty.com/v2/enqueue"));
        request.Headers.ContainsKey("Authorization").ShouldBeFalse();
        request.Body.ShouldBe($$$"""
            {"routing_key":"INTKEY","event_action":"trigger","dedup_key":"{{{TestIncident.Key}}}","payload":{"summary":"Disk full","severity":"error","source":"nas1",
            "timestamp":"2026-11-22T11:59:00+00:00","custom_details":{"host":"nas1","text":"/var is at 97% <b>&</b>\nline2\nhost: nas1"}},"client":"Mail2Alert",
            "links":[{"href":"https://nas.example.com/disk?id=1&x=2"}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task What_the_URL_says_counts_for_more()
    {
        await _telling.TellAsync("pagerduty://INTKEY@APIKEY/srv01/disk?group=g&class=c&+k=v&click=https://e.x&region=eu&image=no&severity=critical&dedup=one");

        _telling.Web.Last.Address.ShouldBe("https://events.eu.pagerduty.com/v2/enqueue");
        var (body, payload) = (_telling.Web.Last.Json, _telling.Web.Last.Json["payload"]!);
        (body["routing_key"]!.ToString(), body["dedup_key"]!.ToString(), body["links"]![1]!["href"]!.ToString()).ShouldBe(("INTKEY", "one", "https://e.x"));
        string.Join(' ', ((string[])["source", "component", "group", "class", "severity"]).Select(name => payload[name])).ShouldBe("srv01 disk g c critical");
        payload["custom_details"]!["k"]!.ToString().ShouldBe("v");
    }

    [Fact]
    public async Task Resolves_what_it_triggered()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved });

        _telling.Web.Last.Body.ShouldBe($$"""{"routing_key":"INTKEY","event_action":"resolve","dedup_key":"{{TestIncident.Key}}","client":"Mail2Alert"}""");
    }

    [Fact]
    public async Task News_without_a_lasting_state_is_an_incident_of_its_own()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Info });

        _telling.Web.Last.Json["dedup_key"]!.ToString().ShouldNotBe(TestIncident.Key);
    }

    [Fact]
    public async Task Labels_that_make_it_too_long_are_left_out_and_the_text_is_not()
    {
        var text = new string('\u0001', 70_000);
        await _telling.TellAsync(Url, Telling.Alert with { Text = $"a{text}a", Labels = Labels.Empty.With("huge", new string('x', 400_000)) });

        System.Text.Encoding.UTF8.GetByteCount(_telling.Web.Last.Body).ShouldBeLessThan(512_000);
        _telling.Web.Last.Json["payload"]!["custom_details"]!["text"]!.ToString().Length.ShouldBe(65_536);
    }

    [Theory]
    [InlineData(202, "Delivered")]
    [InlineData(400, "Failed")]
    [InlineData(403, "Retry")]
    [InlineData(413, "Failed")]
    [InlineData(429, "Retry")]
    [InlineData(500, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, """{"status":"invalid event","message":"Event object is invalid","errors":["x"]}""");

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("pagerduty://INTKEY", "pagerduty://***")]
    [InlineData("pagerduty://INTKEY@APIKEY/srv01", "pagerduty://***/srv01")]
    [InlineData("pagerduty://_/srv01?integrationkey=INTKEY&apikey=APIKEY", "pagerduty://***/srv01")]
    public void No_key_is_shown(string url, string shown) => TargetGrammar.Parse(url).Targets.ShouldHaveSingleItem().Text.ShouldBe(shown);

    [Theory]
    [InlineData("pagerduty://", "expected pagerduty://INTEGRATION_KEY")]
    [InlineData("pagerduty://k?region=mars", "region is us or eu")]
    [InlineData("pagerduty://k?severity=loud", "severity is critical, error, warning or info")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
