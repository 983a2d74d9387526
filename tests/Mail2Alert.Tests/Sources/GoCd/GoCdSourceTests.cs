using System.Net;
using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Sources.GoCd;

public sealed class GoCdSourceTests
{
    private const string Groups = """{"_embedded":{"pipeline_groups":[{"name":"blue","pipelines":["shop"]}]}}""";

    private readonly FakeTimeProvider _time = new();
    private readonly FakeGoCd _server = new FakeGoCd().With(FakeGoCd.Dashboard, Groups).WithCcTray("");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Looks_up_the_group_of_the_pipeline()
    {
        var reading = await ReadAsync(_server.Source());
        reading.Alert.Labels["group"].ShouldBe("blue");
        reading.Alert.Facts.ShouldBeOfType<GoCdFacts>().Groups.Has("blue", "shop").ShouldBe(Truth.Yes);
        reading.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Twenty_mails_at_once_right_after_the_start_wait_for_one_lookup()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new HttpResponseMessage { Content = new StringContent(Groups) };
        _server.With(FakeGoCd.Dashboard, async (_, cancel) =>
        {
            await ready.Task.WaitAsync(cancel);
            return answer;
        });
        var source = _server.Source();
        var warmUp = source.WarmUpAsync(Cancel);
        var mails = Enumerable.Range(0, 20).Select(_ => ReadAsync(source)).ToList();
        ready.SetResult();
        await warmUp;
        (await Task.WhenAll(mails)).ShouldAllBe(reading => reading.Alert.Labels["group"] == "blue");
        _server.Asked.Count(path => path == FakeGoCd.Dashboard).ShouldBe(1);
        _server.Asked.Count(path => path == FakeGoCd.CcTray).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_hangs_leaves_the_group_unknown_after_the_time_limit()
    {
        var asked = new SemaphoreSlim(0);
        foreach (var path in (string[])[FakeGoCd.Dashboard, FakeGoCd.CcTray])
        {
            _server.With(path, async (_, cancel) =>
            {
                asked.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancel);
                return new HttpResponseMessage();
            });
        }
        var reading = ReadAsync(_server.Source(time: _time));
        await asked.WaitAsync(Cancel);
        await asked.WaitAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(10));
        (await reading).Alert.Labels.Unknown["group"].ShouldBe("no answer within 10 s");
        (await reading).Notes.ShouldBe([
            "the pipeline groups are unknown: no answer within 10 s",
            "how the stage was before is unknown: no answer within 10 s",
        ]);
    }

    [Fact]
    public async Task A_server_that_is_down_leaves_the_group_unknown_and_says_why()
    {
        _server.With(FakeGoCd.Dashboard, HttpStatusCode.Unauthorized);
        var alert = (await ReadAsync(_server.Source())).Alert;
        alert.Labels["group"].ShouldBeNull();
        alert.Labels.Unknown["group"].ShouldContain("refused the login (401)");
        alert.Facts.ShouldBeOfType<GoCdFacts>().Groups.Has("blue", "shop").ShouldBe(Truth.Unknown);
    }

    [Fact]
    public async Task A_server_that_is_down_defers_the_mail_when_told_so()
    {
        _server.With(FakeGoCd.Dashboard, HttpStatusCode.InternalServerError);
        var source = _server.Source(FakeGoCd.Settings with { OnFailure = LookupFailure.Defer });
        var reading = await source.ReadAsync(StageMail(), Cancel);
        reading.ShouldBeOfType<Reading.Deferred>().Why.ShouldContain("status 500");
        (await source.ReadAsync(TestMail.Of("Server Backup Failed", ""), Cancel)).ShouldBeOfType<Reading.Understood>();
    }

    [Fact]
    public async Task A_history_that_cannot_be_had_is_asked_for_again_and_defers_nothing()
    {
        _server.With(FakeGoCd.CcTray, HttpStatusCode.Forbidden);
        var source = _server.Source(FakeGoCd.Settings with { OnFailure = LookupFailure.Defer }, _time);
        await source.WarmUpAsync(Cancel);
        (await ReadAsync(source)).Alert.StatusBefore.ShouldBeNull();

        _server.WithCcTray("""<Project name="shop :: test" lastBuildStatus="Success" webUrl="https://h/go/pipelines/shop/6/test/1" />""");
        _time.Advance(TimeSpan.FromSeconds(5));
        (await ReadAsync(source)).Alert.StatusBefore.ShouldBe(AlertStatus.Resolved);
        _time.Advance(TimeSpan.FromDays(365));
        await ReadAsync(source);
        _server.Asked.Count(path => path == FakeGoCd.CcTray).ShouldBe(2);
    }

    [Fact]
    public async Task An_old_copy_is_kept_while_the_server_is_down_and_cannot_deny_what_is_new()
    {
        var source = _server.Source(time: _time);
        await source.WarmUpAsync(Cancel);
        _server.With(FakeGoCd.Dashboard, HttpStatusCode.ServiceUnavailable);
        _time.Advance(TimeSpan.FromMinutes(1));
        var known = await ReadAsync(source);
        known.Alert.Labels["group"].ShouldBe("blue");
        known.Notes.ShouldHaveSingleItem().ShouldStartWith("the pipeline groups are 60 s old: GoCD is not available (503)");
        (await ReadAsync(source, "new")).Alert.Labels.IsUnknown("group").ShouldBeTrue();
    }

    [Fact]
    public async Task A_pipeline_that_GoCD_does_not_list_is_in_no_group_and_a_note_says_so()
    {
        var reading = await ReadAsync(_server.Source(), "hidden");
        reading.Alert.Labels["group"].ShouldBeNull();
        reading.Alert.Labels.IsUnknown("group").ShouldBeFalse();
        reading.Notes.ShouldHaveSingleItem().ShouldContain("does not list hidden in any group");
    }

    [Fact]
    public async Task Without_an_api_no_pipeline_is_in_a_group()
    {
        var source = FakeGoCd.Offline();
        await source.WarmUpAsync(Cancel);
        var alert = (await ReadAsync(source)).Alert;
        alert.Labels.Unknown.ShouldBeEmpty();
        alert.Facts.ShouldBeOfType<GoCdFacts>().Groups.Has("blue", "shop").ShouldBe(Truth.No);
        (await source.GroupsAsync(Cancel)).Value.ShouldBe(PipelineGroups.None);
    }

    [Fact]
    public async Task Makes_an_example_of_each_event_of_a_pipeline()
    {
        var source = _server.Source();
        var groups = (await source.GroupsAsync(Cancel)).ShouldBeOfType<LookupAnswer<PipelineGroups>.Fresh>().Known;
        var examples = GoCdEvent.All.Select(happening => source.Example("shop", happening, groups)).ToList();
        examples.ShouldAllBe(alert => alert.Labels["group"] == "blue" && alert.Labels["event"] == alert.Event && alert.Labels["pipeline"] == "shop");
        examples.Select(alert => alert.Event).ShouldBe(["BREAKS", "CANCELLED", "FAILS", "FIXED", "PASSES"]);
    }

    [Fact]
    public async Task Never_throws_whatever_the_mail()
    {
        var source = FakeGoCd.Offline(FakeGoCd.Settings);
        string[] parts =
        [
            "Stage ", "[", "]", "/", "shop", "7", "latest", " is broken", " is/has Failed", "Server Backup Failed", "\r\n ", "=?utf-8?Q?=0A?=",
            "Low artifacts disk space warning message from Go Server at ", "See details: ", "The stage was cancelled by ", "\n", "https://[::", "\0", "\uD800",
        ];
        var text = Gen.OneOf(Gen.Int[0, parts.Length - 1].Select(part => parts[part]), Gen.String).Array[0, 12].Select(some => string.Concat(some));
        await Gen.Select(text, text).SampleAsync(async (subject, body) =>
        {
            (await source.ReadAsync(TestMail.Of(subject, body), Cancel)).ShouldBeOfType<Reading.Understood>();
            (await source.ReadAsync(TestMail.Of($"Stage [shop/7/test/1] {subject}", $"See details: {body}"), Cancel)).ShouldBeOfType<Reading.Understood>();
        }, iter: 2000);
    }

    private static Mail2Alert.Messages.Message StageMail(string pipeline = "shop") => TestMail.Of($"Stage [{pipeline}/7/test/1] failed", "");

    private static async Task<Reading.Understood> ReadAsync(GoCdSource source, string pipeline = "shop") =>
        (await source.ReadAsync(StageMail(pipeline), Cancel)).ShouldBeOfType<Reading.Understood>();
}
