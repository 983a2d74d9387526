using System.Net;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Tests.Sources.GoCd;

/// <summary>What the API knows of a run, in the shapes of pipeline v1 and stage v3 (GoCD 20.9 and later).</summary>
public sealed class RunContextTests
{
    private const string Pipeline = """
        {"name":"webshop-build","counter":1042,"label":"2.14.1042","comment":null,"scheduled_date":1795179941000,
         "build_cause":{"trigger_message":"modified by Anna Lind <anna@example.net>","trigger_forced":false,"approver":"",
          "material_revisions":[
           {"changed":true,"material":{"name":"webshop","fingerprint":"de08","type":"Git","description":"URL: https://git.example.net/shop/webshop.git, Branch: main"},
            "modifications":[
             {"revision":"4f1c9e0b","modified_time":1795179900000,"user_name":"Anna Lind <anna@example.net>","comment":"Raise cart limit","email_address":null},
             {"revision":"5a1d2c3b","modified_time":1795179800000,"user_name":"Olle <olle@example.net>","comment":"Lower it","email_address":null},
             {"revision":"6b2e3d4c","modified_time":1795179700000,"user_name":"Anna Lind <anna@example.net>","comment":"Add it","email_address":null}]},
           {"changed":true,"material":{"name":null,"fingerprint":"a1","type":"Pipeline","description":"library-build"},
            "modifications":[{"revision":"library-build/7/package/1","modified_time":1795179600000,"user_name":null,"comment":null,"email_address":null}]},
           {"changed":false,"material":{"name":"tools","fingerprint":"b2","type":"Git","description":"URL: x"},
            "modifications":[{"revision":"777","modified_time":1,"user_name":"Eva","comment":"old","email_address":null}]}]},
         "stages":[{"name":"unit-test","counter":"2","status":"Failed","result":"Failed","rerun_of_counter":null,"scheduled":true,"approval_type":"success","approved_by":"changes",
          "jobs":[{"name":"linux-x64","scheduled_date":1795179941000,"state":"Completed","result":"Failed"}]}]}
        """;

    private const string Stage = """
        {"name":"unit-test","counter":2,"pipeline_name":"webshop-build","pipeline_counter":1042,"approval_type":"success","approved_by":"changes",
         "scheduled_at":1795179941000,"last_transitioned_time":1795180152000,"result":"Failed","cancelled_by":"GoCD","rerun_of_counter":null,
         "fetch_materials":true,"clean_working_directory":false,"artifacts_deleted":false,
         "jobs":[{"name":"linux-x64","state":"Completed","result":"Failed","scheduled_date":1795179941000,"rerun":false,"original_job_id":null,
          "agent_uuid":"5f0e","job_state_transitions":[{"state":"Scheduled","state_change_time":1795179941000}]},
          {"name":"windows","state":"Completed","result":"Passed"},{"name":"arm","state":"Completed","result":"Failed"}]}
        """;

    private const string History = """
        {"_links":{"next":{"href":"https://gocd.example.net/go/api/stages/webshop-build/unit-test/history?after=1"}},
         "stages":[
          {"name":"unit-test","counter":"1","pipeline_name":"webshop-build","pipeline_counter":1043,"result":"Unknown","approved_by":"changes","jobs":[]},
          {"name":"unit-test","counter":"2","pipeline_name":"webshop-build","pipeline_counter":1042,"result":"Failed","approved_by":"changes","jobs":[]},
          {"name":"unit-test","counter":"1","pipeline_name":"webshop-build","pipeline_counter":1042,"result":"Cancelled","approved_by":"anna","jobs":[]},
          {"name":"unit-test","counter":"1","pipeline_name":"webshop-build","pipeline_counter":1041,"result":"Passed","approved_by":"changes","jobs":[]}]}
        """;

    private static readonly string[] All = ["label", "committers", "materials", "failed_jobs", "approved_by", "cancelled_by", "previous_result"];

    private readonly FakeGoCd _server = new FakeGoCd()
        .With(FakeGoCd.Dashboard, """{"_embedded":{"pipeline_groups":[{"name":"shop","pipelines":["webshop-build"]}]}}""")
        .WithCcTray("")
        .With(FakeGoCd.PipelineRun, Pipeline)
        .With(FakeGoCd.StageRun, Stage)
        .With(FakeGoCd.StageRuns, History);

    [Fact]
    public async Task Tells_what_the_mail_leaves_out()
    {
        var alert = (await ReadAsync(All)).Alert;
        All.Select(name => alert.Labels[name]).ShouldBe([
            "2.14.1042", "Anna Lind <anna@example.net>, Olle <olle@example.net>", "webshop, library-build", "linux-x64, arm", "changes", null, "Cancelled"]);
        alert.Labels.Unknown.ShouldBeEmpty();
        alert.Labels["group"].ShouldBe("shop");
    }

    [Theory]
    [InlineData("committers", FakeGoCd.PipelineRun)]
    [InlineData("failed_jobs", FakeGoCd.StageRun)]
    [InlineData("previous_result", FakeGoCd.StageRuns)]
    public async Task Asks_only_for_what_is_wanted(string label, string path)
    {
        var alert = (await ReadAsync(label)).Alert;
        alert.Labels[label].ShouldNotBeNull();
        All.Where(name => name != label).ShouldAllBe(name => alert.Labels[name] == null);
        _server.Asked.Where(asked => asked.Contains("webshop", StringComparison.Ordinal)).ShouldBe([path]);
    }

    [Fact]
    public async Task Asks_nothing_about_runs_unless_told_to()
    {
        await ReadAsync();
        _server.Asked.ShouldNotContain(asked => asked.Contains("webshop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_unknown_and_the_mail_goes_on()
    {
        _server.With(FakeGoCd.StageRun, HttpStatusCode.InternalServerError).With(FakeGoCd.PipelineRun, "[]");
        var reading = await ReadAsync(All, LookupFailure.Defer);
        reading.Alert.Labels.Unknown.Keys.Order().ShouldBe(["approved_by", "cancelled_by", "committers", "failed_jobs", "label", "materials"]);
        reading.Alert.Labels["previous_result"].ShouldBe("Cancelled");
        reading.Notes.ShouldBe([
            "of the run, label, committers, materials are unknown: api/pipelines/webshop-build/1042 is not what GoCD sends (line 1): broken JSON, or of another shape",
            "of the run, failed_jobs, approved_by, cancelled_by are unknown: GoCD answered api/stages/webshop-build/1042/unit-test/2 with status 500"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"stages":null}""")]
    [InlineData("""{"stages":[7]}""")]
    [InlineData("""{"stages":[{"result":"Passed","pipeline_counter":"x"}]}""")]
    public async Task An_answer_of_another_shape_is_no_answer(string json)
    {
        _server.With(FakeGoCd.StageRuns, json);
        (await ReadAsync("previous_result")).Alert.Labels.IsUnknown("previous_result").ShouldBeTrue();
    }

    [Fact]
    public async Task A_first_run_has_nothing_before_it()
    {
        _server.With(FakeGoCd.StageRuns, """{"stages":[null,{"counter":2,"pipeline_counter":1042,"result":"Failed"}]}""");
        var labels = (await ReadAsync("previous_result")).Alert.Labels;
        (labels["previous_result"], labels.IsUnknown("previous_result")).ShouldBe((null, false));
    }

    [Fact]
    public async Task Who_cancelled_a_run_stands_in_the_mail_or_is_asked()
    {
        _server.With(FakeGoCd.StageRun, Stage.Replace("\"result\":\"Failed\",\"cancelled_by\":\"GoCD\"", "\"result\":\"Cancelled\",\"cancelled_by\":\"olle\"", StringComparison.Ordinal));
        var source = _server.Source(FakeGoCd.Settings with { Context = new HashSet<string>(All) });
        (await CancelledAsync(source, "The stage was cancelled by anna.\nSee details: x")).ShouldBe("anna");
        (await CancelledAsync(source, "See details: x")).ShouldBe("olle");
    }

    [Fact]
    public async Task The_mails_to_each_subscriber_ask_once()
    {
        var source = _server.Source(FakeGoCd.Settings with { Context = new HashSet<string>(All) });
        for (var i = 0; i < 3; i++)
            await ReadAsync(source, "is broken", "");
        _server.Asked.Count(asked => asked == FakeGoCd.StageRun).ShouldBe(1);
    }

    private Task<Reading.Understood> ReadAsync(params string[] context) => ReadAsync(context, LookupFailure.Continue);

    private Task<Reading.Understood> ReadAsync(string[] context, LookupFailure onFailure) =>
        ReadAsync(_server.Source(FakeGoCd.Settings with { Context = new HashSet<string>(context), OnFailure = onFailure }), "is broken", "");

    private static async Task<string?> CancelledAsync(GoCdSource source, string text) => (await ReadAsync(source, "is cancelled", text)).Alert.Labels["cancelled_by"];

    private static async Task<Reading.Understood> ReadAsync(GoCdSource source, string words, string text) =>
        (await source.ReadAsync(TestMail.Of($"Stage [webshop-build/1042/unit-test/2] {words}", text), TestContext.Current.CancellationToken))
        .ShouldBeOfType<Reading.Understood>();
}
