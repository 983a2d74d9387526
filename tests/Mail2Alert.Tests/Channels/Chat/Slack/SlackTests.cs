using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat.Slack;

public sealed class SlackTests
{
    private const string Bot = "slack://xoxb-1-a/#ops";
    private const string Ok = """{"ok":true,"channel":"C1","ts":"1700000000.000100"}""";

    private static readonly Memo First = Memo.Of(("channel", "C1"), ("ts", "1700000000.000100"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task A_bot_posts_a_card_and_remembers_it()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Bot)).ShouldBe(new Outcome.Delivered("1700000000.000100") { Memo = First });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address, request.Headers["Authorization"]).ShouldBe(("POST", "https://slack.com/api/chat.postMessage", "Bearer xoxb-1-a"));
        Posted.Same(request.Body, """
            {"channel":"#ops","attachments":[{"fallback":"Error: Disk full","title":"Error: Disk full","title_link":"https://nas.example.com/disk?id=1&x=2",
            "text":"/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;\nline2\nhost: nas1","color":"#A32037","mrkdwn_in":[],"footer":"nas","ts":1795348740}]}
            """);
    }

    [Fact]
    public async Task Later_news_change_the_first_message()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Bot, Telling.Alert with { Title = "Disk fuller" }, First)).ShouldBe(new Outcome.Delivered("1700000000.000100"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        request.Address.ShouldBe("https://slack.com/api/chat.update");
        ((string?)request.Json["channel"], (string?)request.Json["ts"], (string?)request.Json["attachments"]![0]!["title"]).ShouldBe(("C1", "1700000000.000100", "Error: Disk fuller"));
    }

    [Fact]
    public async Task Its_end_makes_the_first_message_green_and_is_told_in_its_thread()
    {
        _telling.Web.Answers(200, Ok);

        var outcome = await _telling.TellAsync(Bot, Telling.Alert with { Status = AlertStatus.Resolved, Title = "Disk <ok>" }, First);

        outcome.Memo.ShouldBe(Memo.None);
        var card = _telling.Web.Requests[0].Json["attachments"]![0]!;
        ((string?)card["title"], (string?)card["color"]).ShouldBe(("✅ Resolved: Disk &lt;ok&gt;", "#3AA337"));
        Posted.Same(_telling.Web.Requests[1].Body, """{"channel":"C1","thread_ts":"1700000000.000100","text":"✅ Disk &lt;ok&gt;","mrkdwn":false}""");
    }

    [Fact]
    public async Task Files_stand_in_the_thread_of_the_message()
    {
        _telling.Web.Answers(200, Ok).Answers(200, """{"ok":true,"upload_url":"https://files.slack.com/upload/v1/ABC","file_id":"F1"}""").Answers(200, "OK - 5").Answers(200, """{"ok":true}""");

        (await _telling.TellAsync(Bot, mail: Posted.WithFile("a.txt", "text/plain"))).Memo.ShouldBe(First);

        var (ask, upload, complete) = (_telling.Web.Requests[1], _telling.Web.Requests[2], _telling.Web.Requests[3]);
        (ask.Address, ask.Form["filename"], ask.Form["length"]).ShouldBe(("https://slack.com/api/files.getUploadURLExternal", "a.txt", "5"));
        upload.Address.ShouldBe("https://files.slack.com/upload/v1/ABC");
        upload.Body.ShouldContain("name=\"file\"; filename=\"a.txt\"");
        upload.Headers.Keys.ShouldNotContain("Authorization");
        complete.Address.ShouldBe("https://slack.com/api/files.completeUploadExternal");
        Posted.Same(complete.Body, """{"files":[{"id":"F1","title":"a.txt"}],"channel_id":"C1","thread_ts":"1700000000.000100"}""");
    }

    [Fact]
    public async Task A_file_that_is_refused_does_not_hold_up_the_news()
    {
        _telling.Web.Answers(200, Ok).Answers(200, """{"ok":false,"error":"missing_scope"}""");

        (await _telling.TellAsync(Bot, mail: Posted.WithFile("a.txt", "text/plain"))).ShouldBe(new Outcome.Delivered("1700000000.000100") { Memo = First });

        _telling.Web.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("edit_window_closed")]
    [InlineData("cant_update_message")]
    public async Task What_cannot_be_changed_is_told_anew(string error)
    {
        _telling.Web.Answers(200, $$"""{"ok":false,"error":"{{error}}"}""").Answers(200, """{"ok":true,"channel":"C1","ts":"2.0"}""");

        (await _telling.TellAsync(Bot, memo: First)).Memo.ShouldBe(Memo.Of(("channel", "C1"), ("ts", "2.0")));

        _telling.Web.Last.Address.ShouldEndWith("chat.postMessage");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_what_fires_is_remembered(bool isOver)
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Bot, Telling.Alert with { Status = isOver ? AlertStatus.Resolved : AlertStatus.Info })).Memo.ShouldBeNull();

        _telling.Web.Requests.ShouldHaveSingleItem().Address.ShouldEndWith("chat.postMessage");
    }

    [Theory]
    [InlineData("slack://bot@T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#general/+C123/@bob", "#general", "bot")]
    [InlineData("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7?to=ops", "#ops", null)]
    [InlineData("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7", null, null)]
    public async Task A_webhook_gets_the_same_card(string url, string? channel, string? speaker)
    {
        _telling.Web.Answers(200, "ok");

        (await _telling.TellAsync(url)).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        request.Address.ShouldBe("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7");
        request.Headers.Keys.ShouldNotContain("Authorization");
        ((string?)request.Json["channel"], (string?)request.Json["username"], (string?)request.Json["attachments"]![0]!["color"]).ShouldBe((channel, speaker, "#A32037"));
    }

    [Theory]
    [InlineData("https://hooks.slack.com/triggers/T1/2/abc?:team=ops")]
    [InlineData("slack://T1/2/abc?mode=trigger&:team=ops")]
    public async Task A_workflow_gets_variables(string url)
    {
        (await _telling.TellAsync(url)).ShouldBe(new Outcome.Delivered());

        _telling.Web.Last.Address.ShouldBe("https://hooks.slack.com/triggers/T1/2/abc");
        Posted.Same(_telling.Web.Last.Body, """
            {"title":"Error: Disk full","text":"/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;\nline2\nhost: nas1","status":"firing","severity":"error","link":"https://nas.example.com/disk?id=1&x=2","team":"ops"}
            """);
    }

    [Theory]
    [InlineData("ratelimited", "Retry")]
    [InlineData("internal_error", "Retry")]
    [InlineData("invalid_auth", "Retry")]
    [InlineData("token_revoked", "Retry")]
    [InlineData("channel_not_found", "Failed")]
    [InlineData("not_in_channel", "Failed")]
    [InlineData("is_archived", "Failed")]
    public async Task Delivered_means_that_Slack_says_ok_and_not_only_200(string error, string outcome)
    {
        _telling.Web.Answers(200, $$"""{"ok":false,"error":"{{error}}"}""");

        var told = await _telling.TellAsync(Bot);

        told.GetType().Name.ShouldBe(outcome);
        told.ToString().ShouldContain(error);
        told.ToString().ShouldNotContain("xoxb");
    }

    [Theory]
    [InlineData(200, "<html>captive portal</html>", "Retry")]
    [InlineData(400, "invalid_payload", "Failed")]
    [InlineData(403, "action_prohibited", "Retry")]
    [InlineData(403, "invalid_token", "Retry")]
    [InlineData(404, "no_service", "Failed")]
    [InlineData(410, "channel_is_archived", "Failed")]
    [InlineData(500, "rollup_error", "Retry")]
    public async Task Answers_of_webhooks_are_judged(int status, string body, string outcome)
    {
        _telling.Web.Answers(status, body);

        (await _telling.TellAsync("slack://T1/A1/x1")).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_told_to_be_so()
    {
        _telling.Web.Answers(200, """{"ok":false,"error":"msg_too_long"}""");

        (await _telling.TellAsync(Bot)).ShouldBeOfType<Outcome.Failed>().IsTooLarge.ShouldBeTrue();
    }

    [Fact]
    public async Task Slack_may_say_how_long_to_wait()
    {
        _telling.Web.Answers(429, "", ("Retry-After", "30"));

        (await _telling.TellAsync(Bot)).ShouldBeOfType<Outcome.Retry>().After.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("<html>captive portal</html>")]
    [InlineData("")]
    [InlineData("null")]
    public async Task Something_else_in_Slacks_place_is_not_taken_for_a_delivery(string answer)
    {
        _telling.Web.Answers(200, answer);

        (await _telling.TellAsync(Bot)).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain("not Slack");
    }

    [Theory]
    [InlineData("slack://xoxb-1-a/#ops/@ann/+C123/C012AB3CD/dev", "slack://***/#ops", "slack://***/@ann", "slack://***/C123", "slack://***/C012AB3CD", "slack://***/#dev")]
    [InlineData("slack://bot@xoxe.xoxp-1/#ops:1700000000.000100", "slack://***/#ops:1700000000.000100")]
    [InlineData("slack://?token=xoxb-1-a&to=#ops", "slack://***/#ops")]
    [InlineData("slack://xoxb-1-a", "slack://***/#general")]
    [InlineData("slack://xoxb-1-a/#ops:full", "slack://***/#ops:full")]
    [InlineData("slack://T1/A1/x1", "slack://***")]
    [InlineData("https://hooks.slack.com/services/T1/A1/x1", "https://hooks.slack.com/services/***")]
    [InlineData("https://hooks.slack-gov.com/workflows/T1/A1/1/x1", "https://hooks.slack-gov.com/workflows/***")]
    public void Reads_what_Apprise_and_Slack_write(string url, params string[] shown) =>
        TargetGrammar.Parse(url).Targets.Select(target => target.Text).ShouldBe(shown);

    [Theory]
    [InlineData("slack://xoxb-1/a@example.com", "take the id from the profile")]
    [InlineData("slack://T1/A1", "expected slack://xoxb-TOKEN/#channel for a bot")]
    [InlineData("https://hooks.slack.com/services/T1", "expected the whole address of a webhook")]
    public void Says_what_was_expected(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain(mistake);

    [Fact]
    public void Cards_keep_to_Slacks_pace_and_the_ancestors_messages_go_as_they_always_did()
    {
        ChannelCatalog.PaceOf(TargetGrammar.Parse(Bot).Targets[0]).ShouldBe(new Pace(5, TimeSpan.FromSeconds(1)));
        ChannelCatalog.PaceOf(TargetGrammar.Parse("slack:#ops").Targets[0]).ShouldBeNull();
    }

    [Fact]
    public async Task A_thread_is_answered_in_it()
    {
        _telling.Web.Answers(200, Ok);

        await _telling.TellAsync("slack://xoxb-1/#ops:1.2");

        ((string?)_telling.Web.Last.Json["channel"], (string?)_telling.Web.Last.Json["thread_ts"]).ShouldBe(("#ops", "1.2"));
    }
}
