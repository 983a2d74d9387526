using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Slack;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Channels.Slack;

public sealed class SlackTests
{
    private readonly FakeSlack _slack = new();

    [Fact]
    public async Task Brief_shows_the_subject_and_the_first_line_in_the_colour_of_trouble()
    {
        await SendAsync("#ops:brief");

        _slack.Request!.RequestUri.ShouldBe(new Uri("https://slack.test/api/chat.postMessage"));
        _slack.Request.Headers.Authorization!.ToString().ShouldBe("Bearer xoxb-configured");
        _slack.Body.ShouldBe("""{"channel":"#ops","text":"","attachments":[{"title":"Stage [p/1/s/1] failed","text":"first line","color":"#D50200"}]}""");
    }

    [Fact]
    public async Task Full_shows_the_whole_text_and_whom_it_is_from()
    {
        await SendAsync("@anna:full");

        _slack.Body.ShouldBe("""{"channel":"@anna","text":"Message from: GoCD gocd@x.com","attachments":[{"title":"Stage [p/1/s/1] failed","text":"first line\nsecond line","color":"#D50200"}]}""");
    }

    [Fact]
    public async Task A_target_may_bring_its_own_token()
    {
        await SendAsync("xoxb-own/#ops:brief");

        _slack.Request!.Headers.Authorization!.ToString().ShouldBe("Bearer xoxb-own");
    }

    [Fact]
    public async Task A_mail_cannot_call_everybody_or_forge_a_link()
    {
        await SendAsync("#ops:full", TestAlert.Of() with { Title = "<!channel> & <https://evil|safe>", Text = "<@U1>" });

        var attachment = JsonNode.Parse(_slack.Body!)!["attachments"]![0]!;
        attachment["title"]!.GetValue<string>().ShouldBe("&lt;!channel&gt; &amp; &lt;https://evil|safe&gt;");
        attachment["text"]!.GetValue<string>().ShouldBe("&lt;@U1&gt;");
    }

    [Fact]
    public async Task A_text_beyond_Slacks_limit_is_cut_visibly_and_between_characters()
    {
        await SendAsync("#ops:full", TestAlert.Of() with { Text = string.Concat(Enumerable.Repeat("😀", 30_000)) });

        var text = JsonNode.Parse(_slack.Body!)!["attachments"]![0]!["text"]!.GetValue<string>();
        text.Length.ShouldBeLessThan(40_000);
        text.ShouldEndWith("😀…");
    }

    [Theory]
    [InlineData("PASSES", "#2FA44F")]
    [InlineData("CANCELLED", "#DE9E31")]
    [InlineData("test", "#4ABCF9")]
    public async Task Colours_are_the_ancestors(string name, string colour)
    {
        var alert = TestAlert.Of() with
        {
            Status = name == "PASSES" ? AlertStatus.Resolved : AlertStatus.Info,
            Severity = name == "CANCELLED" ? Severity.Warning : Severity.Info,
        };
        await SendAsync("#ops:brief", alert);

        JsonNode.Parse(_slack.Body!)!["attachments"]![0]!["color"]!.GetValue<string>().ShouldBe(colour);
    }

    [Fact]
    public async Task Delivered_means_that_Slack_says_ok_and_not_only_200()
    {
        (await SendAsync("#ops:brief")).ShouldBe(new Outcome.Delivered("1700000000.000100"));
        _slack.Answer = """{"ok":false,"error":"channel_not_found"}""";
        (await SendAsync("#ops:brief")).ShouldBeOfType<Outcome.Failed>().Why.ShouldContain("channel_not_found");
    }

    [Theory]
    [InlineData("ratelimited")]
    [InlineData("internal_error")]
    [InlineData("invalid_auth")]
    [InlineData("token_revoked")]
    public async Task Errors_that_pass_or_that_we_can_mend_keep_the_mail_alive(string error)
    {
        _slack.Answer = $$"""{"ok":false,"error":"{{error}}"}""";

        (await SendAsync("#ops:brief")).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain(error);
    }

    [Fact]
    public async Task Slack_may_say_how_long_to_wait()
    {
        _slack.Status = HttpStatusCode.TooManyRequests;
        _slack.RetryAfter = TimeSpan.FromSeconds(30);

        (await SendAsync("#ops:brief")).ShouldBeOfType<Outcome.Retry>().After.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("<html>captive portal</html>")]
    [InlineData("")]
    [InlineData("null")]
    public async Task Something_else_in_Slacks_place_is_not_taken_for_a_delivery(string answer)
    {
        _slack.Answer = answer;

        (await SendAsync("#ops:brief")).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain("not Slack");
    }

    [Theory]
    [InlineData("#ops:brief", "Fallback of oncall: &lt;!here&gt;")]
    [InlineData("#ops:full", "Fallback of oncall: &lt;!here&gt;\nMessage from: GoCD gocd@x.com")]
    public async Task A_fallback_is_told_above_the_alert_that_it_is_one_and_why(string address, string text)
    {
        await SendAsync(address, note: "fallback of oncall: <!here>");

        System.Text.Json.JsonDocument.Parse(_slack.Body!).RootElement.GetProperty("text").GetString().ShouldBe(text);
    }

    [Fact]
    public async Task The_token_stands_in_no_outcome()
    {
        _slack.Failure = new HttpRequestException("refused");

        (await SendAsync("xoxb-own/#ops:brief")).ToString().ShouldNotContain("xoxb");
    }

    private Task<Outcome> SendAsync(string address, Alert? alert = null, string? note = null)
    {
        var channel = new SlackChannel(new SlackSettings { Api = new Uri("https://slack.test/api/"), Token = new Secret("xoxb-configured") }, _slack, TimeProvider.System);
        var message = TestMail.OfBytes(Encoding.ASCII.GetBytes("From: GoCD gocd@x.com\r\n\r\nx\r\n"));
        var notification = new Notification(message, alert ?? TestAlert.Of() with { Text = "first line\nsecond line" }, []) { Note = note };
        return channel.SendAsync(notification, new Target("slack", address, "slack"), TestContext.Current.CancellationToken);
    }

    private sealed class FakeSlack : HttpMessageHandler, IHttpClientFactory
    {
        public HttpRequestMessage? Request { get; private set; }

        public string? Body { get; private set; }

        public string Answer { get; set; } = """{"ok":true,"channel":"C1","ts":"1700000000.000100"}""";

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public TimeSpan? RetryAfter { get; set; }

        public Exception? Failure { get; set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Request = request;
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            if (Failure is not null)
                throw Failure;
            var response = new HttpResponseMessage(Status) { Content = new StringContent(Answer, Encoding.UTF8, "application/json") };
            response.Headers.RetryAfter = RetryAfter is { } after ? new(after) : null;
            return response;
        }
    }
}
