using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.OnCall;

public sealed class SplunkTests
{
    private const string Url = "splunk://rkey@apikey";

    private readonly Telling _telling = new();

    [Fact]
    public async Task Tells_by_the_routing_key()
    {
        _telling.Web.Answers(200, """{"result":"success","entity_id":"e"}""");

        (await _telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered("e"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://alert.victorops.com/integrations/generic/20131114/alert/apikey/rkey"));
        request.Body.ShouldBe($$"""
            {"message_type":"CRITICAL","entity_id":"{{TestIncident.Key}}","entity_display_name":"Disk full","state_message":"/var is at 97% <b>&</b>\nline2\nhost: nas1",
            "state_start_time":1795348740,"monitoring_tool":"Mail2Alert","vo_annotate.u.Link":"https://nas.example.com/disk?id=1&x=2","host":"nas1"}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("", "Resolved", "Error", "RECOVERY")]
    [InlineData("", "Firing", "Warning", "WARNING")]
    [InlineData("", "Info", "Info", "INFO")]
    [InlineData("?action=recovery", "Firing", "Error", "RECOVERY")]
    [InlineData("?action=resolve", "Firing", "Error", "RECOVERY")]
    [InlineData("?:failure=warn", "Firing", "Error", "WARNING")]
    public async Task The_kind_of_message_is_the_severitys_unless_the_URL_says_otherwise(string keys, string status, string severity, string type)
    {
        await _telling.TellAsync(Url + keys, TestIncident.Of(status, severity));

        _telling.Web.Last.Json["message_type"]!.ToString().ShouldBe(type);
    }

    [Fact]
    public async Task A_label_takes_no_members_place()
    {
        await _telling.TellAsync(Url, Telling.Alert with { Labels = Labels.Empty.With("entity_id", "x").With("message_type", "RECOVERY") });

        _telling.Web.Last.Json["entity_id"]!.ToString().ShouldBe(TestIncident.Key);
        _telling.Web.Last.Json["message_type"]!.ToString().ShouldBe("CRITICAL");
    }

    [Theory]
    [InlineData(200, """{"result":"success"}""", "Delivered")]
    [InlineData(200, """{"result":"failure","messages":["no such key"]}""", "Failed")]
    [InlineData(404, "", "Failed")]
    [InlineData(429, "", "Retry")]
    [InlineData(503, "", "Retry")]
    public async Task Answers_are_judged(int status, string body, string outcome)
    {
        _telling.Web.Answers(status, body);

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("splunk://rkey@apikey/disk/db1", "splunk://rkey@***/disk/db1")]
    [InlineData("victorops://rkey@apikey?entity_id=e", "splunk://rkey@***/e")]
    [InlineData("victorops://_?apikey=apikey&route=rkey", "splunk://rkey@***")]
    [InlineData("https://alert.victorops.com/integrations/generic/20131114/alert/apikey/rkey/disk", "splunk://rkey@***/disk")]
    public async Task All_forms_lead_to_the_same_place_and_show_no_key(string url, string shown)
    {
        var target = TargetGrammar.Parse(url).Targets.ShouldHaveSingleItem();
        await _telling.TellAsync(target);

        target.Text.ShouldBe(shown);
        _telling.Web.Last.Address.ShouldBe("https://alert.victorops.com/integrations/generic/20131114/alert/apikey/rkey");
    }

    [Theory]
    [InlineData("splunk://apikey", "expected splunk://ROUTING_KEY@API_KEY")]
    [InlineData("splunk://r@k?action=shout", "action is map, info, warning, critical, acknowledgement or recovery; so are :info, :success, :warning and :failure, but for map")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
