using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed class ZulipTests
{
    private const string Url = "zulip://botname@apprise/a6k4p8bpv1hKyyhQyVg1bBbHbRjvmcdG/ops";
    private const string Ok = """{"result":"success","msg":"","id":42}""";

    private static readonly Memo First = Memo.Of(("message", "42"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_in_a_topic_of_the_alerts_own_and_remembers_the_message()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("42") { Memo = First });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://apprise.zulipchat.com/api/v1/messages"));
        request.Headers["Authorization"].ShouldBe("Basic Ym90bmFtZS1ib3RAYXBwcmlzZS56dWxpcGNoYXQuY29tOmE2azRwOGJwdjFoS3l5aFF5VmcxYkJiSGJSanZtY2RH");
        (request.Form["type"], request.Form["to"], request.Form["topic"]).ShouldBe(("stream", "ops", "nas1/disk"));
        request.Form["content"].ShouldStartWith("🔴 **Error: Disk full**\n/var is at 97% <b\\>&</b\\>\nline2");
    }

    [Fact]
    public async Task Its_end_resolves_the_topic_and_is_told_in_it()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved }, First)).Memo.ShouldBe(Memo.None);

        var (resolve, reply) = (_telling.Web.Requests[0], _telling.Web.Requests[1]);
        (resolve.Method, resolve.Address).ShouldBe(("PATCH", "https://apprise.zulipchat.com/api/v1/messages/42"));
        (resolve.Form["topic"], resolve.Form["propagate_mode"]).ShouldBe(("✔ nas1/disk", "change_all"));
        resolve.Form.Keys.ShouldNotContain("content");
        (reply.Form["topic"], reply.Form["content"]).ShouldBe(("✔ nas1/disk", "✅ Disk full"));
    }

    [Theory]
    [InlineData("""{"result":"success","url":"/user_uploads/1/4e/m2/a1.txt"}""")]
    [InlineData("""{"result":"success","uri":"/user_uploads/1/4e/m2/a1.txt"}""")]
    public async Task Files_are_uploaded_and_linked_in_the_topic(string uploaded)
    {
        _telling.Web.Answers(200, Ok).Answers(200, uploaded).Answers(200, """{"result":"success","id":43}""");

        (await _telling.TellAsync(Url, mail: Posted.WithFile("a[1].txt", "text/plain"))).Memo.ShouldBe(First);

        var (upload, link) = (_telling.Web.Requests[1], _telling.Web.Requests[2]);
        (upload.Method, upload.Address).ShouldBe(("POST", "https://apprise.zulipchat.com/api/v1/user_uploads"));
        upload.Headers["Authorization"].ShouldStartWith("Basic ");
        upload.Body.ShouldContain("name=\"filename\"; filename=\"a[1].txt\"\r\n\r\nhello");
        (link.Form["type"], link.Form["to"], link.Form["topic"], link.Form["content"]).ShouldBe(("stream", "ops", "nas1/disk", "[a1.txt](/user_uploads/1/4e/m2/a1.txt)"));
    }

    [Theory]
    [InlineData(400, """{"result":"error","msg":"Uploaded file is larger than the allowed limit of 25 MiB"}""")]
    [InlineData(200, """{"result":"success","url":"/a) [x](http://evil"}""")]
    [InlineData(200, """{"result":"success","url":"https://elsewhere.example.com/a"}""")]
    public async Task A_file_that_is_refused_does_not_hold_up_the_news(int status, string uploaded)
    {
        _telling.Web.Answers(200, Ok).Answers(status, uploaded);

        (await _telling.TellAsync(Url, mail: Posted.WithFile("a.txt", "text/plain"))).ShouldBe(new Outcome.Delivered("42") { Memo = First });

        _telling.Web.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_changed_any_more_is_told_in_the_same_topic()
    {
        _telling.Web.Answers(400, """{"result":"error","code":"BAD_REQUEST","msg":"The time limit for editing this message has passed"}""").Answers(200, Ok);

        (await _telling.TellAsync(Url, memo: First)).ShouldBeOfType<Outcome.Delivered>();

        (_telling.Web.Last.Method, _telling.Web.Last.Form["topic"]).ShouldBe(("POST", "nas1/disk"));
    }

    [Fact]
    public async Task A_long_key_is_cut_and_still_tells_alerts_apart()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Key = new string('a', 80) });
        await _telling.TellAsync(Url, Telling.Alert with { Key = new string('a', 81) });

        var topics = _telling.Web.Requests.Select(request => request.Form["topic"]).ToList();
        topics.ShouldBeUnique();
        topics.ShouldAllBe(topic => topic.Length <= 58);
    }

    [Theory]
    [InlineData(400, """{"result":"error","code":"STREAM_DOES_NOT_EXIST","msg":"x"}""", "Failed", null)]
    [InlineData(401, """{"result":"error","msg":"x"}""", "Retry", null)]
    [InlineData(429, """{"result":"error","code":"RATE_LIMIT_HIT","retry-after":28.5}""", "Retry", 28.5)]
    [InlineData(502, "", "Retry", null)]
    [InlineData(200, "<html>", "Retry", null)]
    public async Task Answers_are_judged(int status, string body, string outcome, double? seconds)
    {
        _telling.Web.Answers(status, body);

        var told = await _telling.TellAsync(Url);

        told.GetType().Name.ShouldBe(outcome);
        (told as Outcome.Retry)?.After.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    [Fact]
    public async Task A_person_is_told_without_a_topic()
    {
        await _telling.TellAsync("zulip://b@chat.example.com/a6k4p8bpv1hKyyhQyVg1bBbHbRjvmcdG/user@example.com");

        _telling.Web.Last.Address.ShouldBe("https://chat.example.com/api/v1/messages");
        (_telling.Web.Last.Form["type"], _telling.Web.Last.Form["to"]).ShouldBe(("private", """["user@example.com"]"""));
        _telling.Web.Last.Form.Keys.ShouldNotContain("topic");
    }

    [Theory]
    [InlineData("zulip://botname@apprise/a6k4p8bpv1hKyyhQyVg1bBbHbRjvmcdG/#ops/user@example.com", "zulip://apprise/***/ops", "zulip://apprise/***/user@example.com")]
    [InlineData("zulip://botname@apprise/a6k4p8bpv1hKyyhQyVg1bBbHbRjvmcdG", "zulip://apprise/***/general")]
    public void Reads_what_Apprise_writes(string url, params string[] shown) => TargetGrammar.Parse(url).Targets.Select(target => target.Text).ShouldBe(shown);

    [Theory]
    [InlineData("zulip://apprise/a6k4p8bpv1hKyyhQyVg1bBbHbRjvmcdG/ops")]
    [InlineData("zulip://botname@apprise/short/ops")]
    public void Says_what_was_expected(string url) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain("32 letters and digits");
}
