using System.Text.Json.Nodes;
using System.Xml.Linq;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Webhooks;

/// <summary>Compared with what Apprise 1.13 sends.</summary>
public sealed class HookTests
{
    private readonly Telling _telling = new();

    [Fact]
    public async Task Json_is_sent_as_Apprise_sends_it()
    {
        (await _telling.TellAsync("json://user:pw@localhost:8080/path?+X-A=1&:extra=v&-q=1&method=PUT")).ShouldBe(new Outcome.Delivered());

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("PUT", "http://localhost:8080/path?q=1"));
        (request.Headers["X-A"], request.Headers["Authorization"]).ShouldBe(("1", "Basic dXNlcjpwdw=="));
        request.Headers["User-Agent"].ShouldStartWith("Mail2Alert/");
        JsonNode.DeepEquals(request.Json, JsonNode.Parse("""
            {"version":"1.0","title":"Disk full","message":"/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2","attachments":[],"type":"failure","extra":"v"}
            """)).ShouldBeTrue(request.Body);
    }

    [Fact]
    public async Task A_form_is_sent_as_Apprise_sends_it()
    {
        await _telling.TellAsync("forms://localhost/p?:extra=v");

        (_telling.Web.Last.Method, _telling.Web.Last.Address).ShouldBe(("POST", "https://localhost/p"));
        _telling.Web.Last.Form.ShouldBe(new Dictionary<string, string>
        {
            ["version"] = "1.0",
            ["title"] = "Disk full",
            ["message"] = "/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2",
            ["type"] = "failure",
            ["extra"] = "v",
        });
    }

    [Fact]
    public async Task A_form_by_GET_stands_in_the_query()
    {
        await _telling.TellAsync("form://localhost/p?method=get&-a=b&:message=&:version=");

        (_telling.Web.Last.Address, _telling.Web.Last.Body).ShouldBe(("http://localhost/p?a=b&title=Disk%20full&type=failure", ""));
    }

    [Fact]
    public async Task Xml_is_sent_as_Apprise_sends_it()
    {
        await _telling.TellAsync("xml://localhost/p", Telling.Alert with { Text = $"{Telling.Hostile}\u0001" });

        _telling.Web.Last.Headers["Content-Type"].ShouldBe("application/xml");
        var notification = XDocument.Parse(_telling.Web.Last.Body).Root!.Elements().Single().Elements().Single();
        notification.Elements().Select(element => element.Name.LocalName).ShouldBe(["Version", "Subject", "MessageType", "Message"]);
        notification.Elements().ElementAt(3).Value.ShouldStartWith("<!channel> @everyone @here <script>alert(1)</script> &");
    }

    [Theory]
    [InlineData("json://h/?:title=subject", "subject", "Disk full")]
    [InlineData("json://h/?:title=subject", "title", null)]
    [InlineData("json://h/?:version=", "version", null)]
    [InlineData("json://h/?:Team=blue", "Team", "blue")]
    public async Task Fields_are_renamed_left_out_and_added(string url, string member, string? value)
    {
        await _telling.TellAsync(url);

        _telling.Web.Last.Json[member]?.GetValue<string>().ShouldBe(value);
    }

    [Fact]
    public async Task A_field_of_the_header_takes_the_place_of_ours()
    {
        await _telling.TellAsync("json://h/?%2BContent-Type=application/x-own&%2BUser-Agent=me");

        (_telling.Web.Last.Headers["Content-Type"], _telling.Web.Last.Headers["User-Agent"]).ShouldBe(("application/x-own", "me"));
    }

    [Theory]
    [InlineData(nameof(AlertStatus.Resolved), nameof(Severity.Error), "success")]
    [InlineData(nameof(AlertStatus.Firing), nameof(Severity.Critical), "failure")]
    [InlineData(nameof(AlertStatus.Firing), nameof(Severity.Warning), "warning")]
    [InlineData(nameof(AlertStatus.Info), nameof(Severity.Info), "info")]
    public async Task The_type_is_Apprises_word_for_it(string status, string severity, string type)
    {
        await _telling.TellAsync("json://h/", Telling.Alert with { Status = Enum.Parse<AlertStatus>(status), Severity = Enum.Parse<Severity>(severity) });

        _telling.Web.Last.Json["type"]!.GetValue<string>().ShouldBe(type);
    }

    [Theory]
    [InlineData("json://", "expected jsons://HOST/PATH")]
    [InlineData("json://h/?method=FETCH", "'method' expects one of POST")]
    [InlineData("json://h/?+X-A=a%0D%0AX-B: c", "what follows '+' cannot be a field of the header")]
    [InlineData("json://h/?+X A=a", "what follows '+' cannot be a field of the header")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldStartWith(mistake);

    [Theory]
    [InlineData("jsons://me:secret@hooks.example.com:8443/secret/path?+X-Key=secret", "jsons://hooks.example.com:8443/***")]
    [InlineData("xml://localhost", "xml://localhost/")]
    public void No_secret_is_shown(string url, string shown) => TargetGrammar.Parse(url).Targets.ShouldHaveSingleItem().Text.ShouldBe(shown);
}
