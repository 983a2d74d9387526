using System.Text;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Phone;
using Mail2Alert.Tests.Channels.Templates;

namespace Mail2Alert.Tests.Channels.Phone;

public sealed class SignalTests
{
    private const string Url = "signal://localhost:8080/+15551234567/+15557654321";

    private static readonly Memo First = Memo.Of(("timestamp", "1700000000001"), ("title", "Disk full"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_one_recipient()
    {
        _telling.Web.Answers(201, """{"timestamp":"1700000000001"}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("1700000000001") { Memo = First });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "http://localhost:8080/v2/send"));
        var body = request.Json;
        (body["number"]!.ToString(), body["recipients"]!.ToJsonString(), body["text_mode"]!.ToString(), body["quote_timestamp"]).ShouldBe(("+15551234567", """["\u002B15557654321"]""", "normal", null));
        body["message"]!.ToString().ShouldBe("Error: Disk full\n/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2");
    }

    [Fact]
    public async Task A_picture_goes_along()
    {
        await _telling.TellAsync(Url, mail: TestMail.OfBytes(Encoding.ASCII.GetBytes(FilePickerTests.WithPicture)));

        _telling.Web.Last.Json["base64_attachments"]![0]!.ToString().ShouldBe("data:image/png;filename=graph.png;base64,iVBORw0KGgo=");
    }

    [Theory]
    [InlineData("Firing")]
    [InlineData("Resolved")]
    public async Task Later_news_answers_the_first(string status)
    {
        _telling.Web.Answers(201, """{"timestamp":"1700000000002"}""");

        var outcome = await _telling.TellAsync(Url, TestIncident.Of(status), First);

        outcome.Memo.ShouldBe(status == "Resolved" ? Memo.None : null);
        var body = _telling.Web.Last.Json;
        (body["quote_timestamp"]!.GetValue<long>(), body["quote_author"]!.ToString(), body["quote_message"]!.ToString()).ShouldBe((1700000000001, "+15551234567", "Disk full"));
    }

    [Theory]
    [InlineData("Firing", "Critical", "[!] ")]
    [InlineData("Firing", "Warning", "[~] ")]
    [InlineData("Info", "Info", "[i] ")]
    [InlineData("Resolved", "Info", "[+] ")]
    public async Task A_mark_says_how_it_stands_if_wanted(string status, string severity, string mark)
    {
        await _telling.TellAsync($"{Url}?status=yes", TestIncident.Of(status, severity));

        _telling.Web.Last.Json["message"]!.ToString().ShouldStartWith(mark);
    }

    [Theory]
    [InlineData(400, """{"error":"Unregistered user"}""", "Failed", null)]
    [InlineData(429, """{"error":"challenge"}""", "Retry", 1800.0)]
    [InlineData(500, "", "Retry", null)]
    public async Task Answers_are_judged(int status, string body, string outcome, double? wait)
    {
        _telling.Web.Answers(status, body);

        var judged = await _telling.TellAsync(Url);

        judged.GetType().Name.ShouldBe(outcome);
        ((judged as Outcome.Retry)?.After?.TotalSeconds).ShouldBe(wait);
    }

    [Theory]
    [InlineData("signal://h/+15551234567", "signal://h/+15551234567")]
    [InlineData("signals://u:p@h/15551234567/+1 (555) 765-4321/@abcd=/group.x=/name.01/+15557654321",
        "signals://h/+15557654321 signals://h/group.abcd= signals://h/group.x= signals://h/name.01")]
    [InlineData("signal://h/+15557654321?from=+15551234567&to=+15550000000", "signal://h/+15557654321 signal://h/+15550000000")]
    public void Each_recipient_is_a_target(string url, string shown) =>
        string.Join(' ', TargetGrammar.Parse(url).Targets.Select(target => target.Text)).ShouldBe(shown);

    [Theory]
    [InlineData("", 60)]
    [InlineData("?rto=5", 5)]
    public void Signal_gets_the_time_that_it_takes(string keys, int seconds) =>
        TargetGrammar.Parse(Url + keys).Targets[0].ShouldBeOfType<SignalTarget>().Options.Timeout.TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("signal://h", "expected signal://HOST:8080/+FROM/+TO, with the country's code in both numbers")]
    [InlineData("signal://h/+15551234567/bob", "who is told is a number such as +15557654321, a group such as group.ABC= or a user's name such as name.01")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
