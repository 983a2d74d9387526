using Mail2Alert.Alerts;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Tests.Sources.GoCd;

public sealed class StageMailTests
{
    private const string Page = "https://gocd.example.net/go/pipelines/shop/7/test/1";

    [Theory]
    [InlineData("Stage [shop/7/test/1] passed", "PASSES", "Resolved", "Info")]
    [InlineData("Stage [shop/7/test/1] failed", "FAILS", "Firing", "Error")]
    [InlineData("Stage [shop/7/test/1] is broken", "BREAKS", "Firing", "Error")]
    [InlineData("Stage [shop/7/test/1] is fixed", "FIXED", "Resolved", "Info")]
    [InlineData("Stage [shop/7/test/1] is cancelled", "CANCELLED", "Info", "Warning")]
    [InlineData("Stage [shop/7/test/1] is on holiday", "unknown", "Info", "Info")]
    [InlineData("Stage [shop/7/test/1]", "unknown", "Info", "Info")]
    [InlineData("Stage\r\n [shop/7/test/1]\r\n is broken", "BREAKS", "Firing", "Error")]
    [InlineData("Stage [shop/7/test/1] \r\n failed", "FAILS", "Firing", "Error")]
    [InlineData("Stage  [shop/7/test/1]  is\t\r\n fixed ", "FIXED", "Resolved", "Info")]
    [InlineData("[EXTERNAL] Stage [shop/7/test/1] is broken", "BREAKS", "Firing", "Error")]
    [InlineData("=?utf-8?Q?Stage_[shop/7/test/1]?= =?utf-8?Q?_is_broken?=", "BREAKS", "Firing", "Error")]
    public async Task Reads_the_event_from_the_subject(string subject, string happening, string status, string severity)
    {
        var alert = await ReadAsync(subject);
        alert.Event.ShouldBe(happening);
        alert.Status.ToString().ShouldBe(status);
        alert.Severity.ToString().ShouldBe(severity);
        (alert.Key, alert.Occurrence).ShouldBe(("shop/test", "shop/7/test/1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Stage [shop/7/test] failed")]
    [InlineData("Stage [shop/7/test/1/2] failed")]
    [InlineData("Stage [shop/seven/test/1] failed")]
    [InlineData("Stage [sh op/7/test/1] failed")]
    [InlineData("Stage [.shop/7/test/1] failed")]
    [InlineData("Stage [../7/../1] failed")]
    [InlineData("Stage [shop/7/test/1 failed")]
    [InlineData("Stage [shop/\u0667/test/1] failed")]
    [InlineData("Re: something else")]
    public async Task Makes_a_message_without_event_of_any_other_subject(string subject)
    {
        var alert = await ReadAsync(subject);
        (alert.Status, alert.Severity, alert.Event).ShouldBe((AlertStatus.Info, Severity.Info, null));
        alert.Key.ShouldBe(subject);
        alert.Labels["pipeline"].ShouldBeNull();
    }

    [Fact]
    public async Task Labels_the_run()
    {
        var labels = (await ReadAsync("Stage [deploy.prod-eu_1/latest/go_live/12] passed")).Labels;
        labels.ToString().ShouldBe(
            "counter=latest event=PASSES from=gocd@example.net pipeline=deploy.prod-eu_1 severity=info source=gocd stage=go_live "
            + "stage_counter=12 status=resolved subject=Stage [deploy.prod-eu_1/latest/go_live/12] passed to=mail2alert@example.net");
    }

    [Theory]
    [InlineData($"See details: {Page}\n\n-- CHANGES --")]
    [InlineData($"The stage was cancelled by anna.\nSee details: {Page}\n")]
    [InlineData($"\nSee details: {Page}")]
    public async Task Takes_the_link_from_the_head_of_the_text(string text) =>
        (await ReadAsync("Stage [shop/7/test/1] failed", text)).Link.ShouldBe(new Uri(Page));

    [Theory]
    [InlineData($"\n\nSee details: {Page}")]
    [InlineData($"\n\n-- CHANGES --\n\nGit: x\nrevision: 1, modified by m on 2026\nSee details: {Page}\n")]
    [InlineData("See details: https://gocd.example.net/go/pipelines/shop/8/test/1")]
    [InlineData("See details: https://evil.example/?/pipelines/shop/7/test/1")]
    [InlineData("See details: https://evil.example/#/pipelines/shop/7/test/1")]
    [InlineData("See details: javascript://x/pipelines/shop/7/test/1")]
    [InlineData("See details: file:///pipelines/shop/7/test/1")]
    [InlineData("See details: https://gocd.example.net@evil.example/pipelines/shop/7/test/1")]
    [InlineData("See details: /go/pipelines/shop/7/test/1")]
    [InlineData("Do not See details: https://gocd.example.net/go/pipelines/shop/7/test/1")]
    [InlineData("")]
    public async Task Takes_no_link_that_a_committer_may_have_written_or_that_leads_elsewhere(string text) =>
        (await ReadAsync("Stage [shop/7/test/1] failed", text)).Link.ShouldBeNull();

    [Theory]
    [InlineData("https://gocd.example.net/go", null)]
    [InlineData("https://anna:secret@gocd.example.net/go/?x=1", null)]
    [InlineData("http://10.0.0.1:8153/go", "https://gocd.example.net/go/")]
    [InlineData(null, "https://gocd.example.net/go")]
    public async Task Builds_the_link_from_the_configured_server(string? url, string? publicUrl)
    {
        var settings = FakeGoCd.Settings with { Url = ToUri(url), PublicUrl = ToUri(publicUrl) };
        (await ReadAsync("Stage [shop/7/test/1] failed", "See details: http://172.17.0.2:8153/go/pipelines/shop/7/test/1", settings))
            .Link.ShouldBe(new Uri(Page));
    }

    [Theory]
    [InlineData("The stage was cancelled by anna.\nSee details: x", "anna")]
    [InlineData("The stage was cancelled by Anna Lind (QA).\n", "Anna Lind (QA)")]
    [InlineData("See details: x\nThe stage was cancelled by mallory.", null)]
    [InlineData("", null)]
    public async Task Says_who_cancelled_the_stage(string text, string? user) =>
        (await ReadAsync("Stage [shop/7/test/1] is cancelled", text)).Labels["cancelled_by"].ShouldBe(user);

    [Theory]
    [InlineData("Passed", "PASSES", "Resolved")]
    [InlineData("Failed", "FAILS", "Firing")]
    [InlineData("Cancelled", "CANCELLED", "Info")]
    [InlineData("Building", "building", "Info")]
    [InlineData("Dreaming", "unknown", "Info")]
    public async Task Reads_the_mails_of_the_plugin(string state, string happening, string status)
    {
        var alert = await ReadAsync($"shop/test is/has {state}");
        (alert.Key, alert.Event, alert.Status.ToString()).ShouldBe(("shop/test", happening, status));
    }

    [Fact]
    public async Task Stays_fast_on_a_subject_made_to_be_slow()
    {
        var subject = string.Concat(Enumerable.Repeat("Stage  [a/1/", 20_000)) + new string(' ', 100_000);
        (await ReadAsync(subject)).Event.ShouldBeNull();
    }

    private static Uri? ToUri(string? text) => text is null ? null : new Uri(text);

    private static async Task<Alert> ReadAsync(string subject, string text = "", GoCdSettings? settings = null)
    {
        var reading = await FakeGoCd.Offline(settings).ReadAsync(TestMail.Of(subject, text), TestContext.Current.CancellationToken);
        return reading.ShouldBeOfType<Reading.Understood>().Alert;
    }
}
