using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Tests.Channels.Templates;

namespace Mail2Alert.Tests.Channels.Push;

public sealed class PushoverTests
{
    private const string Url = "pover://USERKEY@APPTOKEN";
    private const string Taken = """{"status":1,"request":"r1"}""";

    private static readonly Memo Nagging = Memo.Of(("receipt", "rc1"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_by_one_form()
    {
        _telling.Web.Answers(200, Taken);

        (await _telling.TellAsync($"{Url}/dev1/dev2?sound=siren&url_title=Look")).ShouldBe(new Outcome.Delivered("r1") { Memo = Memo.None });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://api.pushover.net/1/messages.json"));
        request.Form.ShouldBe(new Dictionary<string, string>
        {
            ["token"] = "APPTOKEN",
            ["user"] = "USERKEY",
            ["device"] = "dev1,dev2",
            ["title"] = "Error: Disk full",
            ["message"] = "/var is at 97% <b>&</b>\nline2\nhost: nas1",
            ["priority"] = "1",
            ["sound"] = "siren",
            ["url"] = "https://nas.example.com/disk?id=1&x=2",
            ["url_title"] = "Look",
            ["timestamp"] = "1795348740",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_image_goes_along()
    {
        await _telling.TellAsync(Url, mail: TestMail.OfBytes(Encoding.ASCII.GetBytes(FilePickerTests.WithPicture)));

        _telling.Web.Last.Headers["Content-Type"].ShouldStartWith("multipart/form-data");
        _telling.Web.Last.Body.ShouldContain("name=\"attachment\"; filename=\"graph.png\"");
    }

    [Theory]
    [InlineData("", "900", "3600")]
    [InlineData("?interval=60&expire=10800", "60", "10800")]
    public async Task An_emergency_wakes_people_until_somebody_says_so(string keys, string retry, string expire)
    {
        _telling.Web.Answers(200, """{"status":1,"request":"r1","receipt":"rc1"}""");

        (await _telling.TellAsync(Url + keys, Telling.Alert with { Severity = Severity.Critical })).Memo.ShouldBe(Nagging);

        var form = _telling.Web.Last.Form;
        (form["priority"], form["retry"], form["expire"]).ShouldBe(("2", retry, expire));
    }

    [Fact]
    public async Task The_end_of_an_alert_ends_its_emergency_first()
    {
        _telling.Web.Answers(200, """{"status":1}""").Answers(200, Taken);

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved }, Nagging)).Memo.ShouldBe(Memo.None);

        _telling.Web.Requests.Select(request => request.Address).ShouldBe(["https://api.pushover.net/1/receipts/rc1/cancel.json", "https://api.pushover.net/1/messages.json"]);
        _telling.Web.Requests[0].Form.ShouldBe(new Dictionary<string, string> { ["token"] = "APPTOKEN" });
        _telling.Web.Last.Form["priority"].ShouldBe("-1");
    }

    [Fact]
    public async Task An_emergency_that_cannot_be_ended_now_is_ended_later_and_people_are_told_once()
    {
        _telling.Web.Answers(503);

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved }, Nagging)).ShouldBeOfType<Outcome.Retry>();

        _telling.Web.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_receipt_that_is_gone_hinders_nothing()
    {
        _telling.Web.Answers(400, """{"status":0}""").Answers(200, Taken);

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved }, Nagging)).ShouldBeOfType<Outcome.Delivered>();
    }

    [Fact]
    public async Task When_it_fires_again_only_the_newest_message_wakes_people()
    {
        _telling.Web.Answers(200, """{"status":1,"request":"r2","receipt":"rc2"}""");

        (await _telling.TellAsync(Url, Telling.Alert with { Severity = Severity.Critical }, Nagging)).Memo.ShouldBe(Memo.Of(("receipt", "rc2")));

        _telling.Web.Requests.Select(request => request.Address).ShouldBe(["https://api.pushover.net/1/messages.json", "https://api.pushover.net/1/receipts/rc1/cancel.json"]);
    }

    [Theory]
    [InlineData(200, """{"status":0,"errors":["x"]}""", "Failed", null)]
    [InlineData(400, """{"status":0,"errors":["application token is invalid"]}""", "Failed", null)]
    [InlineData(429, """{"status":0}""", "Retry", 600.0)]
    [InlineData(500, "", "Retry", null)]
    public async Task Answers_are_judged(int status, string body, string outcome, double? wait)
    {
        _telling.Web.Answers(status, body, status == 429 ? [("X-Limit-App-Reset", $"{_telling.Clock.GetUtcNow().AddSeconds(600).ToUnixTimeSeconds()}")] : []);

        var judged = await _telling.TellAsync(Url);

        judged.GetType().Name.ShouldBe(outcome);
        ((judged as Outcome.Retry)?.After?.TotalSeconds).ShouldBe(wait);
    }

    [Theory]
    [InlineData("pover://U@T", "pover://***@***/")]
    [InlineData("pover://U@T/dev1/dev2", "pover://***@***/dev1,dev2")]
    [InlineData("pover://U@T/#GROUPKEY", "pover://***@***/#1")]
    [InlineData("pover://U@T/dev1/#GROUPKEY", "pover://***@***/dev1 pover://***@***/#1")]
    public void Devices_are_one_target_and_each_group_is_another(string url, string shown) =>
        string.Join(' ', TargetGrammar.Parse(url).Targets.Select(target => target.Text)).ShouldBe(shown);

    [Theory]
    [InlineData("pover://T", "expected pover://USER@TOKEN, the user's or group's key and the application's token")]
    [InlineData("pover://U@T?interval=10", "interval is 30 seconds or more")]
    [InlineData("pover://U@T?expire=20000", "expire is 10800 seconds (3 hours) or less")]
    [InlineData("pover://U@T?priority=9", "priority is low, moderate, normal, high, emergency or -2 to 2")]
    [InlineData("pover://U@T?key=s3cret", "messages are not encrypted here: key and e2ee are not available")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
