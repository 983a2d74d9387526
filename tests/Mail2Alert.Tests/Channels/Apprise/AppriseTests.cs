using System.Text.Json.Nodes;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Apprise;

public sealed class AppriseTests
{
    private const string Text = "/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2";

    private readonly Telling _telling = new();

    [Fact]
    public async Task A_form_is_sent_as_Apprise_sends_it()
    {
        _telling.Web.Answers(200, """{"error":null,"details":[]}""");

        (await _telling.TellAsync("apprise://localhost:8000/mykey?tags=ops")).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address, request.Headers["X-Apprise-Recursion-Count"]).ShouldBe(("POST", "http://localhost:8000/notify/mykey", "1"));
        request.Form.ShouldBe(new Dictionary<string, string> { ["title"] = "Disk full", ["body"] = Text, ["type"] = "failure", ["format"] = "text", ["tag"] = "ops" });
    }

    [Fact]
    public async Task Json_is_sent_as_Apprise_sends_it()
    {
        await _telling.TellAsync("apprises://user:pw@h/behind/mykey?method=json&+X-A=1");

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Address, request.Headers["Authorization"], request.Headers["X-A"]).ShouldBe(("https://h/behind/notify/mykey", "Basic dXNlcjpwdw==", "1"));
        JsonNode.DeepEquals(request.Json, new JsonObject { ["title"] = "Disk full", ["body"] = Text, ["type"] = "failure", ["format"] = "text" }).ShouldBeTrue(request.Body);
    }

    [Theory]
    [InlineData(200, "Delivered")]
    [InlineData(204, "Failed")]
    [InlineData(400, "Failed")]
    [InlineData(403, "Retry")]
    [InlineData(406, "Failed")]
    [InlineData(424, "Retry")]
    [InlineData(431, "Failed")]
    [InlineData(500, "Retry")]
    public async Task Answers_are_judged(int status, string outcome)
    {
        _telling.Web.Answers(status, """{"error":"why"}""");

        var came = await _telling.TellAsync("apprise://localhost:8000/mykey");

        came.GetType().Name.ShouldBe(outcome);
        ((came as Outcome.Failed)?.IsTooLarge ?? false).ShouldBe(status == 431);
    }

    [Theory]
    [InlineData("apprise://localhost:8000", "expected apprises://HOST/KEY")]
    [InlineData("apprise://localhost:8000/a.b", "expected apprises://HOST/KEY")]
    [InlineData("apprise://localhost/k?method=xml", "'method' expects form or json")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldStartWith(mistake);

    [Fact]
    public void The_key_is_not_shown() =>
        TargetGrammar.Parse("apprise://me:pw@localhost:8000/mykey").Targets.ShouldHaveSingleItem().Text.ShouldBe("apprise://localhost:8000/***");
}
