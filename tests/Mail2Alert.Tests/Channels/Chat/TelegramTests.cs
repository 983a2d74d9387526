using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Chat;

public sealed class TelegramTests
{
    private const string Url = "tgram://123456789:abcdefg_hijklmnop/-100123456";
    private const string Api = "https://api.telegram.org/bot123456789:abcdefg_hijklmnop/";
    private const string Ok = """{"ok":true,"result":{"message_id":7,"chat":{"id":-100123456}}}""";

    private static readonly Memo First = Memo.Of(("chat", "-100123456"), ("message", "7"));

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_in_HTML_and_remembers_the_message()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("7") { Memo = First });

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", $"{Api}sendMessage"));
        ((int)(long)request.Json["chat_id"]!, (string?)request.Json["parse_mode"], (bool)request.Json["link_preview_options"]!["is_disabled"]!, (bool)request.Json["disable_notification"]!)
            .ShouldBe((-100123456, "HTML", true, false));
        ((string?)request.Json["text"]).ShouldNotBeNull().ShouldStartWith("🔴 <b>Error: Disk full</b>\n/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;\nline2\n");
    }

    [Theory]
    [InlineData("tgram://bot123456789:abcdefg_hijklmnop/12315544:77?silent=yes&preview=yes", 77, true, false)]
    [InlineData("tgram://123456789:abcdefg_hijklmnop/12315544?topic=78", 78, false, true)]
    public async Task Topic_silence_and_preview_are_the_targets(string url, int topic, bool isSilent, bool isDisabled)
    {
        await _telling.TellAsync(url);

        var body = _telling.Web.Last.Json;
        ((int)body["message_thread_id"]!, (bool)body["disable_notification"]!, (bool)body["link_preview_options"]!["is_disabled"]!).ShouldBe((topic, isSilent, isDisabled));
    }

    [Fact]
    public async Task What_Telegram_cannot_read_is_sent_once_more_as_it_is()
    {
        _telling.Web.Answers(400, """{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: Unsupported start tag"}""").Answers(200, Ok);

        (await _telling.TellAsync(Url)).ShouldBeOfType<Outcome.Delivered>();

        _telling.Web.Requests.Count.ShouldBe(2);
        _telling.Web.Last.Json["parse_mode"].ShouldBeNull();
        ((string?)_telling.Web.Last.Json["text"]).ShouldNotBeNull().ShouldStartWith("🔴 Error: Disk full\n/var is at 97% <b>&</b>");
    }

    [Fact]
    public async Task A_group_that_grew_is_told_under_its_new_id()
    {
        _telling.Web.Answers(400, """{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded","parameters":{"migrate_to_chat_id":-1009}}""")
            .Answers(200, """{"ok":true,"result":{"message_id":1,"chat":{"id":-1009}}}""");

        (await _telling.TellAsync(Url)).Memo.ShouldBe(Memo.Of(("chat", "-1009"), ("message", "1")));

        ((long)_telling.Web.Last.Json["chat_id"]!).ShouldBe(-1009);
    }

    [Fact]
    public async Task Later_news_change_the_first_message()
    {
        _telling.Web.Answers(200, Ok);

        await _telling.TellAsync(Url, memo: First);

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Address, (long)request.Json["message_id"]!, (long)request.Json["chat_id"]!).ShouldBe(($"{Api}editMessageText", 7, -100123456));
    }

    [Fact]
    public async Task Its_end_changes_the_first_message_and_answers_it()
    {
        _telling.Web.Answers(200, Ok);

        (await _telling.TellAsync(Url, Telling.Alert with { Status = AlertStatus.Resolved }, First)).Memo.ShouldBe(Memo.None);

        ((string?)_telling.Web.Requests[0].Json["text"]).ShouldNotBeNull().ShouldStartWith("✅ <b>");
        Posted.Same(_telling.Web.Requests[1].Body, """
            {"chat_id":-100123456,"text":"✅ Disk full","disable_notification":false,"reply_parameters":{"message_id":7,"allow_sending_without_reply":true}}
            """);
    }

    [Theory]
    [InlineData("a.png", "image/png", "sendPhoto", "photo")]
    [InlineData("a.txt", "text/plain", "sendDocument", "document")]
    public async Task Files_are_answers_to_the_message(string name, string type, string method, string field)
    {
        _telling.Web.Answers(200, Ok).Answers(500);

        (await _telling.TellAsync(Url, mail: Posted.WithFile(name, type))).ShouldBe(new Outcome.Delivered("7") { Memo = First });

        _telling.Web.Last.Address.ShouldBe($"{Api}{method}");
        _telling.Web.Last.Body.ShouldContain($"name=\"{field}\"; filename=\"{name}\"");
        _telling.Web.Last.Body.ShouldContain("""{"message_id":7}""");
    }

    [Fact]
    public async Task What_cannot_be_changed_is_told_anew()
    {
        _telling.Web.Answers(400, """{"ok":false,"error_code":400,"description":"Bad Request: message to edit not found"}""").Answers(200, Ok);

        (await _telling.TellAsync(Url, memo: First)).ShouldBeOfType<Outcome.Delivered>();

        _telling.Web.Last.Address.ShouldBe($"{Api}sendMessage");
    }

    [Theory]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":14}}""", "Retry", 14)]
    [InlineData(400, """{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}""", "Failed", null)]
    [InlineData(400, """{"ok":false,"error_code":400,"description":"Bad Request: message thread not found"}""", "Failed", null)]
    [InlineData(401, """{"ok":false,"error_code":401,"description":"Unauthorized"}""", "Retry", null)]
    [InlineData(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the group chat"}""", "Retry", null)]
    [InlineData(404, """{"ok":false,"error_code":404,"description":"Not Found"}""", "Retry", null)]
    [InlineData(502, "<html>", "Retry", null)]
    [InlineData(200, "<html>", "Retry", null)]
    public async Task Answers_are_judged(int status, string body, string outcome, int? seconds)
    {
        _telling.Web.Answers(status, body);

        var told = await _telling.TellAsync(Url);

        told.GetType().Name.ShouldBe(outcome);
        (told as Outcome.Retry)?.After.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
        told.ToString().ShouldNotContain("hijklmnop");
    }

    [Fact]
    public async Task What_is_too_long_is_told_to_be_so_and_what_stands_there_already_is_delivered()
    {
        _telling.Web.Answers(400, """{"ok":false,"description":"Bad Request: message is too long"}""");
        (await _telling.TellAsync(Url)).ShouldBeOfType<Outcome.Failed>().IsTooLarge.ShouldBeTrue();

        var other = new Telling();
        other.Web.Answers(400, """{"ok":false,"description":"Bad Request: message is not modified: specified new message content"}""");
        (await other.TellAsync(Url, memo: First)).ShouldBe(new Outcome.Delivered("7"));
    }

    [Theory]
    [InlineData("tgram://123456789:abcdefg_hijklmnop/12315544/-100123456/@chan:5", "tgram://***/12315544", "tgram://***/-100123456", "tgram://***/@chan:5")]
    [InlineData("tgram://123456789:abcdefg_hijklmnop/?to=12315544,12315544", "tgram://***/12315544")]
    public void Reads_what_Apprise_writes(string url, params string[] shown) => TargetGrammar.Parse(url).Targets.Select(target => target.Text).ShouldBe(shown);

    [Theory]
    [InlineData("tgram://123456789:abcdefg_hijklmnop", "the chat's number")]
    [InlineData("tgram://nonsense/1", "BotFather")]
    [InlineData("tgram://123456789:abcdefg_hijklmnop/1:x", "the number of a topic")]
    public void Says_what_was_expected(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldNotBeNull().ShouldContain(mistake);
}
