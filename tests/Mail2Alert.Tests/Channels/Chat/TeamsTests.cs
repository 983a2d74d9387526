using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed class TeamsTests
{
    private const string Native =
        "https://prod-23.westeurope.logic.azure.com:443/workflows/643e69f83c8944/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=abcDEF-_";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_by_a_card_with_a_button()
    {
        _telling.Web.Answers(202);

        (await _telling.TellAsync(Native)).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", Native.Replace(":443", "", StringComparison.Ordinal)));
        Posted.Same(request.Body, """
            {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{
            "$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4","body":[
            {"type":"TextBlock","text":"Error: Disk full","style":"heading","weight":"Bolder","size":"Large","wrap":true,"color":"attention"},
            {"type":"TextBlock","text":"/var is at 97% <b>&</b>\n\nline2\n\nhost: nas1","wrap":true}],
            "actions":[{"type":"Action.OpenUrl","title":"Open","url":"https://nas.example.com/disk?id=1&x=2"}],"msteams":{"width":"full"}}}]}
            """);
    }

    [Theory]
    [InlineData("Resolved", "Error", "good", "✅ Resolved: Disk full")]
    [InlineData("Firing", "Warning", "warning", "Warning: Disk full")]
    [InlineData("Info", "Info", "accent", "Disk full")]
    public async Task Colour_and_title_say_how_it_is(string status, string severity, string colour, string title)
    {
        await _telling.TellAsync(Native, Telling.Alert with { Status = Enum.Parse<AlertStatus>(status), Severity = Enum.Parse<Severity>(severity) });

        var head = _telling.Web.Last.Json["attachments"]![0]!["content"]!["body"]![0]!;
        ((string?)head["color"], (string?)head["text"]).ShouldBe((colour, title));
    }

    [Theory]
    [InlineData("workflows://prod-no.westus.logic.azure.com:443/643e69f83c8944/4bXvCyLJ9E0?image=no",
        "https://prod-no.westus.logic.azure.com/workflows/643e69f83c8944/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=4bXvCyLJ9E0")]
    [InlineData("workflow://a.b.environment.api.powerplatform.com/?id=w1&sig=s1&route=23",
        "https://a.b.environment.api.powerplatform.com/powerautomate/automations/direct/cu/23/workflows/w1/triggers/manual/paths/invoke?api-version=2022-03-01-preview&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s1")]
    public async Task Addresses_are_made_as_Apprise_makes_them(string url, string address)
    {
        await _telling.TellAsync(url);

        _telling.Web.Last.Address.ShouldBe(address);
    }

    [Theory]
    [InlineData(200, "1", "Delivered")]
    [InlineData(200, "Microsoft Teams endpoint returned HTTP error 429 with ContextId", "Retry")]
    [InlineData(400, "", "Failed")]
    [InlineData(401, "", "Retry")]
    [InlineData(404, "", "Failed")]
    [InlineData(413, "", "Failed")]
    [InlineData(429, "", "Retry")]
    [InlineData(502, "", "Retry")]
    public async Task Answers_are_judged(int status, string body, string outcome)
    {
        _telling.Web.Answers(status, body);

        (await _telling.TellAsync(Native)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public Task A_request_is_never_larger_than_Teams_takes() => Posted.Texts.SampleAsync(
        async text =>
        {
            var telling = new Telling();
            await telling.TellAsync(Native, Telling.Alert with { Title = text, Text = text }, note: text);
            System.Text.Encoding.UTF8.GetByteCount(telling.Web.Last.Body).ShouldBeLessThanOrEqualTo(28 * 1024);
        },
        iter: 50);

    [Theory]
    [InlineData("msteams://team/A/B/C")]
    [InlineData("https://team.webhook.office.com/webhookb2/abc@def/IncomingWebhook/1/2")]
    [InlineData("https://outlook.office.com/webhook/abc@def/IncomingWebhook/1/2")]
    public void The_connectors_of_old_are_refused_with_what_to_do(string url) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain("make the workflow");

    [Theory]
    [InlineData("workflows://evil.example.com/a/b", "a host of Microsoft's")]
    [InlineData("workflows://x.logic.azure.com/a", "to the end of 'sig'")]
    [InlineData("https://x.logic.azure.com/workflows/a", "to the end of 'sig'")]
    [InlineData("https://a b.logic.azure.com/workflows/a?sig=x", "to the end of 'sig'")]
    [InlineData("workflows://a b.logic.azure.com/a/b", "to the end of 'sig'")]
    public void Says_what_was_expected(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain(mistake);

    [Fact]
    public void The_signature_is_never_shown()
    {
        var parsed = TargetGrammar.Parse(Native);
        parsed.Targets.ShouldHaveSingleItem().Text.ShouldBe("workflows://prod-23.westeurope.logic.azure.com/***");
        parsed.Warnings.ShouldBeEmpty();
    }
}
