using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Push;

public sealed class BarkTests
{
    private const string Url = "barks://push.example.com/KeyOfPhone?group=ops";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_by_one_request_in_Barks_form()
    {
        _telling.Web.Answers(200, """{"code":200,"message":"success","timestamp":1}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://push.example.com/push"));
        request.Json["device_key"]!.GetValue<string>().ShouldBe("KeyOfPhone");
        request.Json["title"]!.GetValue<string>().ShouldEndWith("Disk full");
        request.Json["level"]!.GetValue<string>().ShouldBe("timeSensitive");
        request.Json["group"]!.GetValue<string>().ShouldBe("ops");
        request.Json["url"]!.GetValue<string>().ShouldBe(Telling.Alert.Link!.AbsoluteUri);
    }

    [Fact]
    public async Task A_recovery_takes_the_place_of_the_alarm_and_is_no_emergency()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Severity = Severity.Critical });
        await _telling.TellAsync(Url, Telling.Alert with { Severity = Severity.Critical, Status = AlertStatus.Resolved });

        _telling.Web.Requests.Select(request => request.Json["id"]!.GetValue<string>()).Distinct().Count().ShouldBe(1);
        _telling.Web.Requests.Select(request => request.Json["level"]!.GetValue<string>()).ShouldBe(["critical", "active"]);
    }

    [Theory]
    [InlineData(200, """{"code":400,"message":"device token invalid"}""", "Failed")]
    [InlineData(400, """{"code":400,"message":"failed to get device token"}""", "Failed")]
    [InlineData(500, "", "Retry")]
    public async Task Answers_are_judged_by_their_code_too(int status, string body, string outcome)
    {
        _telling.Web.Answers(status, body);

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public void Each_device_is_a_target_and_no_key_is_shown()
    {
        TargetGrammar.Parse("bark://host/KEY1/KEY2/KEY1").Targets.Select(target => target.Text).ShouldBe(["bark://host/***", "bark://host/***(2)"]);
        TargetGrammar.Parse("bark://host").Mistake.ShouldNotBeNull();
    }
}
