using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.OnCall;

public sealed class AlertmanagerTests
{
    private const string Url = "alertmanager://localhost";
    private const string Labelled = """{"alertname":"nas","host":"nas1","key":"nas1/disk","severity":"error","source":"nas"}""";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Posts_what_fires_to_an_end_far_ahead()
    {
        _telling.Web.Answers(200);

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered() { Memo = Memo.Of(("labels", Labelled)) });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "http://localhost:9093/api/v2/alerts"));
        request.Headers["Content-Type"].ShouldStartWith("application/json");
        request.Body.ShouldBe($$"""
            [{"labels":{{Labelled}},"annotations":{"summary":"Disk full","description":"/var is at 97% <b>&</b>\nline2\nhost: nas1"},
            "startsAt":"2026-11-22T11:59:00+00:00","endsAt":"2026-12-22T12:00:00+00:00","generatorURL":"https://nas.example.com/disk?id=1&x=2"}]
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("?lasts=12h", "Firing", "2026-11-23T00:00:00+00:00")]
    [InlineData("", "Info", "2026-11-22T12:05:00+00:00")]
    [InlineData("", "Resolved", "2026-11-22T11:59:00+00:00")]
    public async Task The_end_is_the_targets_or_soon_or_past(string keys, string status, string end)
    {
        await _telling.TellAsync(Url + keys, TestIncident.Of(status));

        _telling.Web.Last.Json[0]!["endsAt"]!.ToString().ShouldBe(end);
    }

    [Fact]
    public async Task What_was_told_to_fire_is_what_ends_whatever_the_last_mail_says()
    {
        _telling.Web.Answers(200);
        var before = (await _telling.TellAsync(Url)).Memo;

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved, Severity = Severity.Info, Labels = Labels.Empty.With("result", "ok") }, before))
            .Memo.ShouldBe(Memo.None);

        var ended = _telling.Web.Last.Json.AsArray().ShouldHaveSingleItem()!;
        ended["labels"]!.ToJsonString().ShouldBe(Labelled);
        ended["startsAt"].ShouldBeNull("then it begins and ends at once, which merges with what fires");
    }

    [Fact]
    public async Task Other_labels_of_an_alert_that_fires_on_take_the_place_of_those_before()
    {
        _telling.Web.Answers(200);
        var before = (await _telling.TellAsync(Url)).Memo;

        await _telling.TellAsync(Url, Telling.Alert with { Severity = Severity.Critical }, before);
        _telling.Web.Last.Json.AsArray().Select(alert => $"{alert!["labels"]!["severity"]} {alert["endsAt"]}")
            .ShouldBe(["error 2026-11-22T11:59:00+00:00", "critical 2026-12-22T12:00:00+00:00"]);

        await _telling.TellAsync(Url, Telling.Alert, before);
        _telling.Web.Last.Json.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Labels_get_names_that_every_version_takes()
    {
        await _telling.TellAsync($"{Url}?label.severity=page&label.team=db", Telling.Alert with
        {
            Labels = Labels.Empty.With("alertname", "DiskFull").With("mount point", "/var").With("9lives", "é").With("empty", ""),
        });

        _telling.Web.Last.Json[0]!["labels"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .ShouldBe("""{"_9lives":"é","alertname":"DiskFull","key":"nas1/disk","mount_point":"/var","severity":"page","source":"nas","team":"db"}""");
    }

    [Theory]
    [InlineData("alertmanagers://u:p@am.example.com/prefix", "https://am.example.com:9093/prefix/api/v2/alerts", "Basic dTpw")]
    [InlineData("alertmanagers://am.example.com:443?token=t", "https://am.example.com:443/api/v2/alerts", "Bearer t")]
    [InlineData("alertmanager://[::1]", "http://[::1]:9093/api/v2/alerts", null)]
    public async Task Servers_may_want_a_login_and_stand_behind_a_prefix(string url, string address, string? login)
    {
        await _telling.TellAsync(url);

        new Uri(_telling.Web.Last.Address).ShouldBe(new Uri(address));
        _telling.Web.Last.Headers.GetValueOrDefault("Authorization").ShouldBe(login);
    }

    [Fact]
    public void Each_server_of_a_cluster_is_a_target() =>
        TargetGrammar.Parse("alertmanager://u:p@am1:9094,am2,am1:9094/x").Targets.Select(target => target.Text)
            .ShouldBe(["alertmanager://am1:9094/x", "alertmanager://am2/x"]);

    [Theory]
    [InlineData(200, "", "Delivered")]
    [InlineData(400, "\"invalid label set: invalid name \\\"alert-name\\\"\"", "Failed")]
    [InlineData(401, "", "Retry")]
    [InlineData(415, """{"code":415}""", "Failed")]
    [InlineData(503, "", "Retry")]
    public async Task Answers_are_judged(int status, string body, string outcome)
    {
        _telling.Web.Answers(status, body);

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("alertmanager://", "expected alertmanager://HOST[:9093][,HOST…]")]
    [InlineData("alertmanager://no host", "its host makes no address; expected alertmanager://HOST[:9093][,HOST…]")]
    [InlineData("alertmanager://h?lasts=long", "lasts is a length of time such as 7d or 12h")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
