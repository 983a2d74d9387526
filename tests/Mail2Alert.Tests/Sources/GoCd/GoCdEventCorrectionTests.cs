using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Tests.Sources.GoCd;

/// <summary>GoCD forgets how a stage was when it restarts. Its mails, our memory and its history together make the event.</summary>
public sealed class GoCdEventCorrectionTests
{
    private const string Groups = """{"_embedded":{"pipeline_groups":[{"name":"blue","pipelines":["shop"]}]}}""";

    private readonly FakeGoCd _server = new FakeGoCd().With(FakeGoCd.Dashboard, Groups).WithCcTray("");
    private readonly Router _router = new([]);

    [Theory]
    [InlineData("1 passed, 2 failed", "PASSES, BREAKS")]
    [InlineData("1 is broken, 2 passed", "BREAKS, FIXED")]
    [InlineData("1 failed, 2 failed, 3 is fixed", "FAILS, FAILS, FIXED")]
    [InlineData("1 failed", "FAILS")]
    [InlineData("1 passed", "PASSES")]
    [InlineData("1 is broken, 2 is broken", "BREAKS, BREAKS")]
    [InlineData("1 is broken, 2 is cancelled, 3 passed", "BREAKS, CANCELLED, FIXED")]
    [InlineData("1 passed, 2 on holiday, 3 failed", "PASSES, unknown, BREAKS")]
    [InlineData("1 passed, 2 failed, 2 failed", "PASSES, BREAKS, BREAKS")]
    [InlineData("1 is broken, 1 is broken, 2 passed, 2 passed", "BREAKS, BREAKS, FIXED, FIXED")]
    public async Task Corrects_an_event_by_the_mails_before(string mails, string events) => await ShouldBecomeAsync(mails, events, forgets: false);

    [Theory]
    [InlineData("1 is broken, 2 is cancelled, 3 passed", "BREAKS, CANCELLED, PASSES")]
    [InlineData("1 passed, 2 on holiday, 3 failed", "PASSES, unknown, BREAKS")]
    public async Task Forgets_what_was_when_a_stage_is_cancelled_if_told_so(string mails, string events) =>
        await ShouldBecomeAsync(mails, events, forgets: true);

    [Theory]
    [InlineData("Sleeping", "Success", 6, "FAILS -> BREAKS")]
    [InlineData("Sleeping", "Failure", 6, "FAILS -> FAILS")]
    [InlineData("Sleeping", "Success", 7, "FAILS -> FAILS")]
    [InlineData("Building", "Success", 7, "FAILS -> BREAKS")]
    [InlineData("Sleeping", "Success", 8, "FAILS -> FAILS")]
    public async Task Corrects_the_first_event_by_the_history(string activity, string status, int counter, string expected)
    {
        _server.WithCcTray(
            $"""<Project name="shop :: test" activity="{activity}" lastBuildStatus="{status}" webUrl="http://h/go/pipelines/shop/{counter}/test/1" />""");
        var source = _server.Source();
        var read = await ReadAsync(source, "7 failed");
        var routed = _router.Route(read, null).Alert;
        $"{read.Event} -> {routed.Event}".ShouldBe(expected);
        routed.Labels["event"].ShouldBe(routed.Event);
    }

    private async Task ShouldBecomeAsync(string mails, string events, bool forgets)
    {
        var source = _server.Source(FakeGoCd.Settings with { ForgetOnCancel = forgets });
        AlertState? state = null;
        var seen = new List<string?>();
        foreach (var mail in mails.Split(", "))
        {
            var decision = _router.Route(await ReadAsync(source, mail), state);
            state = decision.State;
            seen.Add(decision.Alert.Event);
        }
        string.Join(", ", seen).ShouldBe(events);
    }

    private static async Task<Alert> ReadAsync(GoCdSource source, string mail)
    {
        var (counter, words) = (mail[..1], mail[2..]);
        var reading = await source.ReadAsync(TestMail.Of($"Stage [shop/{counter}/test/1] {words}", ""), TestContext.Current.CancellationToken);
        return reading.ShouldBeOfType<Reading.Understood>().Alert;
    }
}
