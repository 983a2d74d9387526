using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Push;

public sealed class NtfyTests
{
    private const string Url = "ntfy://localhost:8080/alerts";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Publishes_JSON()
    {
        _telling.Web.Answers(200, """{"id":"xE73Iyuabi","event":"message","topic":"alerts"}""");

        (await _telling.TellAsync($"{Url}?tags=skull,nas&priority=max&click=https://x.y/z&delay=10m&email=a@b.c")).ShouldBe(new Outcome.Delivered("xE73Iyuabi"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "http://localhost:8080/"));
        request.Headers.ContainsKey("Authorization").ShouldBeFalse();
        request.Body.ShouldBe($$"""
            {"topic":"alerts","title":"Error: Disk full","message":"/var is at 97% <b>&</b>\nline2\nhost: nas1","priority":5,"tags":["rotating_light","skull","nas"],
            "click":"https://x.y/z","delay":"10m","email":"a@b.c","sequence_id":"{{TestIncident.Key}}"}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("Firing", "Critical", 5, "rotating_light")]
    [InlineData("Firing", "Warning", 4, "warning")]
    [InlineData("Resolved", "Critical", 3, "white_check_mark")]
    public async Task Signs_and_priority_show_how_it_stands(string status, string severity, int priority, string sign)
    {
        await _telling.TellAsync(Url, TestIncident.Of(status, severity));

        var body = _telling.Web.Last.Json;
        (body["priority"]!.GetValue<int>(), body["tags"]![0]!.ToString()).ShouldBe((priority, sign));
        body["title"]!.ToString().ShouldStartWith(status == "Firing" ? severity : "Resolved");
        body["click"]!.ToString().ShouldBe(Telling.Alert.Link!.AbsoluteUri);
        body["sequence_id"]!.ToString().ShouldBe(TestIncident.Key, "the end takes the place of the beginning");
    }

    [Fact]
    public async Task News_without_a_lasting_state_takes_nothings_place()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Info, Text = "", Labels = Labels.Empty });

        _telling.Web.Last.Json["sequence_id"].ShouldBeNull();
        _telling.Web.Last.Json["message"]!.ToString().ShouldBe("Error: Disk full");
    }

    [Theory]
    [InlineData("ntfys://user:pass@localhost/alerts", "https://localhost/", "Basic dXNlcjpwYXNz")]
    [InlineData("ntfy://tk_abcdefghijklmnopqrstuvwxyzabc@localhost/alerts", "http://localhost/", "Bearer tk_abcdefghijklmnopqrstuvwxyzabc")]
    [InlineData("ntfy://localhost/alerts?token=tk_a", "http://localhost/", "Bearer tk_a")]
    [InlineData("ntfy://secret@localhost/alerts?auth=token", "http://localhost/", "Bearer secret")]
    [InlineData("ntfys://alerts", "https://ntfy.sh/", null)]
    [InlineData("ntfy://alerts", "https://ntfy.sh/", null)]
    [InlineData("https://ntfy.sh/alerts", "https://ntfy.sh/", null)]
    public async Task Servers_and_logins_are_as_Apprise_reads_them(string url, string address, string? login)
    {
        await _telling.TellAsync(url);

        _telling.Web.Last.Address.ShouldBe(address);
        _telling.Web.Last.Json["topic"]!.ToString().ShouldBe("alerts");
        _telling.Web.Last.Headers.GetValueOrDefault("Authorization").ShouldBe(login);
    }

    [Fact]
    public async Task Markdown_is_asked_for_and_written_so_that_text_means_itself()
    {
        await _telling.TellAsync($"{Url}?format=markdown", Telling.Alert with { Text = "*a*" });

        _telling.Web.Last.Json["markdown"]!.GetValue<bool>().ShouldBeTrue();
        _telling.Web.Last.Json["message"]!.ToString().ShouldStartWith(@"\*a\*");
    }

    [Fact]
    public async Task Parts_of_a_text_do_not_take_each_others_place()
    {
        await _telling.TellAsync($"{Url}?overflow=split", Telling.Alert with { Text = new string('x', 5000) });

        _telling.Web.Requests.Count.ShouldBe(2);
        _telling.Web.Requests.ShouldAllBe(request => request.Json["sequence_id"] == null);
    }

    [Fact]
    public async Task A_file_goes_with_the_message_in_one_request()
    {
        _telling.Web.Answers(200, """{"id":"i1"}""");

        (await _telling.TellAsync($"ntfy://tk_a@localhost/alerts?tags=nas", Telling.Alert with { Text = "C:\\new\nmore" }, mail: Posted.WithFile("a.txt", "text/plain")))
            .ShouldBe(new Outcome.Delivered("i1"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address, request.Body).ShouldBe(("PUT", "http://localhost/alerts", "hello"));
        (request.Headers["X-Filename"], request.Headers["X-Title"], request.Headers["X-Priority"], request.Headers["X-Tags"]).ShouldBe(("a.txt", "Error: Disk full", "4", "rotating_light,nas"));
        (request.Headers["X-Click"], request.Headers["X-Sequence-ID"], request.Headers["Authorization"]).ShouldBe((Telling.Alert.Link!.AbsoluteUri, TestIncident.Key, "Bearer tk_a"));
        Decoded(request.Headers["X-Message"]).ShouldStartWith("C:\\\u200Bnew\nmore\n");
        request.Headers.Keys.ShouldNotContain("X-topic");
    }

    [Theory]
    [InlineData(400, 40014)]
    [InlineData(413, 41301)]
    [InlineData(429, 42905)]
    public async Task A_file_that_is_refused_does_not_hold_up_the_news(int status, int code)
    {
        _telling.Web.Answers(status, $$"""{"code":{{code}},"http":{{status}}}""").Answers(200, """{"id":"i2"}""");

        (await _telling.TellAsync(Url, mail: Posted.WithFile("a.txt", "text/plain"))).ShouldBe(new Outcome.Delivered("i2"));

        (_telling.Web.Last.Method, (string?)_telling.Web.Last.Json["message"]).ShouldBe(("POST", "/var is at 97% <b>&</b>\nline2\nhost: nas1"));
    }

    [Fact]
    public async Task Where_a_file_from_elsewhere_is_shown_the_mails_stay_behind()
    {
        await _telling.TellAsync($"{Url}?attach=https://nas.example.com/graph.png", mail: Posted.WithFile("a.txt", "text/plain"));

        _telling.Web.Requests.ShouldHaveSingleItem().Json["attach"]!.ToString().ShouldBe("https://nas.example.com/graph.png");
    }

    [Theory]
    [InlineData("Öl")]
    [InlineData("a\nb")]
    [InlineData("=?UTF-8?B?eA==?=")]
    public async Task A_title_in_a_field_of_the_header_means_itself(string title)
    {
        await _telling.TellAsync(Url, Telling.Alert with { Title = $"Error {title}" }, mail: Posted.WithFile("a.txt", "text/plain"));

        Decoded(_telling.Web.Requests[0].Headers["X-Title"]).ShouldBe($"Error {title}");
    }

    [Fact]
    public async Task Buttons_may_have_any_script()
    {
        await _telling.TellAsync($"{Url}?actions=view, Öffnen, https://e.x");

        _telling.Web.Last.Headers["X-Actions"].ShouldBe("=?UTF-8?B?dmlldywgw5ZmZm5lbiwgaHR0cHM6Ly9lLng=?=");
    }

    [Theory]
    [InlineData(400, 40001, "Failed", null)]
    [InlineData(401, 40101, "Retry", null)]
    [InlineData(403, 40301, "Retry", null)]
    [InlineData(413, 41301, "Failed", null)]
    [InlineData(429, 42901, "Retry", 5.0)]
    [InlineData(429, 42908, "Retry", 3600.0)]
    [InlineData(500, 50001, "Retry", null)]
    [InlineData(507, 50701, "Failed", null)]
    public async Task Answers_are_judged(int status, int code, string outcome, double? wait)
    {
        _telling.Web.Answers(status, $$"""{"code":{{code}},"http":{{status}},"error":"x"}""");

        var judged = await _telling.TellAsync(Url);

        judged.GetType().Name.ShouldBe(outcome);
        ((judged as Outcome.Retry)?.After?.TotalSeconds).ShouldBe(wait);
        (judged is Outcome.Failed { IsTooLarge: true }).ShouldBe(status == 413);
    }

    [Theory]
    [InlineData("ntfy://tk_abc@localhost:8080/a/b/a?to=c", "ntfy://localhost:8080/a ntfy://localhost:8080/b ntfy://localhost:8080/c")]
    [InlineData("ntfys://a?mode=cloud&to=b", "ntfys://ntfy.sh/a ntfys://ntfy.sh/b")]
    public void Each_topic_is_a_target(string url, string shown) =>
        string.Join(' ', TargetGrammar.Parse(url).Targets.Select(target => target.Text)).ShouldBe(shown);

    private static string Decoded(string field) =>
        field.StartsWith("=?UTF-8?B?", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(field[10..^2])) : field;

    [Theory]
    [InlineData("ntfy://localhost/bad topic", "a topic is 1 to 64 letters, digits, '-' and '_'")]
    [InlineData("ntfy://localhost/a?priority=loud", "priority is max, high, default, low, min or 1 to 5")]
    [InlineData("ntfy://localhost/a?mode=x", "mode is cloud or private")]
    [InlineData("ntfys://ntfy.sh", "expected ntfys://HOST/TOPIC, or ntfys://TOPIC for ntfy.sh")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
