using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Phone;

public sealed class TwilioTests
{
    private const string Account = "AC00000000000000000000000000000000";
    private const string Url = $"twilio://{Account}:aaaabbbb@+15551231234/+15557654321";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Sends_one_message()
    {
        _telling.Web.Answers(201, """{"sid":"SM1","status":"queued"}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("SM1"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", $"https://api.twilio.com/2010-04-01/Accounts/{Account}/Messages.json"));
        request.Headers["Authorization"].ShouldBe("Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDphYWFhYmJiYg==");
        request.Form.ShouldBe(new Dictionary<string, string>
        {
            ["To"] = "+15557654321",
            ["From"] = "+15551231234",
            ["Body"] = "Error: Disk full\n/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2",
        }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("/w:+15557654322", "To=whatsapp%3A%2B15557654322&From=whatsapp%3A%2B15551231234")]
    [InlineData("?from=MG00000000000000000000000000000000", "To=%2B15551231234&MessagingServiceSid=MG00000000000000000000000000000000")]
    [InlineData("?from=12345", "To=%2B15551231234&From=12345")]
    [InlineData("", "To=%2B15551231234&From=%2B15551231234")]
    public async Task Senders_and_recipients_are_Apprises(string rest, string form)
    {
        await _telling.TellAsync($"twilio://{Account}:aaaabbbb@+15551231234{rest}");

        _telling.Web.Last.Body.ShouldStartWith($"{form}&Body=");
    }

    [Fact]
    public async Task A_call_says_it_and_nothing_in_it_is_a_command()
    {
        await _telling.TellAsync($"{Url}?method=call&apikey=SK1", Telling.Alert with { Text = "<Hangup/> & done", Link = null });

        _telling.Web.Last.Address.ShouldEndWith($"/{Account}/Calls.json");
        _telling.Web.Last.Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String("SK1:aaaabbbb"u8)}");
        _telling.Web.Last.Form["Twiml"].ShouldBe("<Response><Say>Error: Disk full\n&lt;Hangup/&gt; &amp; done\nhost: nas1</Say></Response>");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("?resolved=yes", 1)]
    public async Task The_end_costs_money_only_if_wanted(string keys, int requests)
    {
        _telling.Web.Answers(201, """{"sid":"SM1"}""");

        (await _telling.TellAsync(Url + keys, Telling.Alert with { Status = AlertStatus.Resolved })).ShouldBeOfType<Outcome.Delivered>();

        _telling.Web.Requests.Count.ShouldBe(requests);
    }

    [Theory]
    [InlineData("", HttpRequestError.ResponseEnded, "Failed")]
    [InlineData("?ambiguous=retry", HttpRequestError.ResponseEnded, "Retry")]
    [InlineData("", HttpRequestError.ConnectionError, "Retry")]
    public async Task What_may_have_been_sent_is_not_paid_for_twice(string keys, HttpRequestError error, string outcome)
    {
        _telling.Web.Fails(new HttpRequestException(error, "gone"));

        (await _telling.TellAsync(Url + keys)).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData(400, 21211, "Failed")]
    [InlineData(400, 21610, "Failed")]
    [InlineData(401, 20003, "Retry")]
    [InlineData(429, 20429, "Retry")]
    [InlineData(500, 20500, "Retry")]
    public async Task Answers_are_judged(int status, int code, string outcome)
    {
        _telling.Web.Answers(status, $$"""{"code":{{code}},"message":"x","status":{{status}}}""");

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public void Each_number_is_a_target_and_no_secret_is_shown() =>
        TargetGrammar.Parse($"{Url}/w:15557654322/+1-555-765-4321").Targets.Select(target => target.Text)
            .ShouldBe(["twilio://***/+15557654321", "twilio://***/whatsapp:+15557654322"]);

    [Theory]
    [InlineData("twilio://bob:t@+15551231234/+15557654321", "expected twilio://SID:TOKEN@FROM/TO, with the account's SID, which begins with AC")]
    [InlineData($"twilio://{Account}:t@bob/+15557654321", "FROM is a number such as +15551231234, a short code or the SID of a messaging service")]
    [InlineData($"twilio://{Account}:t@+15551231234/bob", "who is told is a number with its country's code, such as +15557654321, by WhatsApp w:+15557654321")]
    [InlineData($"{Url}?method=fax", "method is sms or call")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
