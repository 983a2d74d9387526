using System.Text.Json;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>
/// The same URL leads to the same request as Debian's Apprise makes of it: method, address, login, and who is told. How the message looks is
/// ours. Where we do otherwise, the row says so.
/// </summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class AppriseOracleTests
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, AppriseRequests>>> Oracle = new(AskAsync);

    public static TheoryData<string, string> Urls => new()
    {
        { "json://user:pw@localhost:8080/path?+X-A=1&:extra=v&-q=1&method=PUT", "H:Authorization H:X-A ?q version title message type extra" },
        { "jsons://localhost/", "version title message type" },
        { "form://localhost/p?:extra=v", "version title message type extra" },
        { "xml://localhost/p", "H:Content-Type" },
        { "ntfy://localhost:8080/alerts", "topic" },
        { "ntfys://alerts", "topic" },
        { "ntfys://user:pass@localhost/alerts/other", "H:Authorization topic" },
        { "gotify://localhost:8080/AbCdEf123?priority=high", "H:X-Gotify-Key priority" },
        { "gotify://localhost:8080/sub/AbCdEf123", "H:X-Gotify-Key" },
        { "mmost://bot@localhost:8065/3ccdd113474722377935511fc85d3dd4?channel=ops", "username channel" },
        { "mmosts://localhost:8443/sub/3ccdd113474722377935511fc85d3dd4", "" },
        { "rocket://hookaaaa/tokenbbbb@localhost/#general?avatar=no", "channel" },
        { "hassio://localhost/eyJhbGciOi.abc.def", "H:Authorization" },
        { "hassios://localhost:9000/eyJhbGciOi.abc.def", "H:Authorization" },
        { "apprise://localhost:8000/mykey?tags=ops&method=json", "tag" },
        { "signal://localhost:8080/+15551234567/+15557654321/group.abcd=", "number recipients" },
        { "slack://bot@T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7", "username" },
        { "slack://xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d/#general/#other", "H:Authorization channel" },
        { "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7", "" },
        { "discord://bot@4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "username" },
        { "tgram://123456789:abcdefg_hijklmnop/12315544/-100123456", "chat_id" },
        { "gchat://AAAAAAAA/key123/token456", "?key ?token" },
        { "zulip://botname@apprise/a6k4p8bpv1hKyyhQyVg1bBbHbRjvmcdG/ops", "H:Authorization to" },
        { "pover://USERKEY@APPTOKEN/dev1?priority=emergency&sound=siren&url=https://e.x", "token user device priority sound url retry expire" },
        { "pover://USERKEY@APPTOKEN?priority=low", "token user priority" },
        { "pbul://ACCESSTOKEN/#chan/dev/user@example.com", "type channel_tag device_iden email" },
        { "pagerduty://INTKEY@APIKEY/srv01/disk?group=g&class=c&region=eu", "routing_key event_action payload.source payload.component payload.group payload.class" },
        { "opsgenie://00000000-0000-0000-0000-000000000000/#team?priority=high&alias=al&entity=en&tags=a,b&region=eu", "H:Authorization alias entity priority" },
        { "twilio://AC00000000000000000000000000000000:aaaabbbb@+15551231234/+15557654321/+15557654322", "H:Authorization From To" },
        { "vonage://apikeyab:secretcd@15551231234/15557654321", "api_key api_secret from to" },
    };

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task A_url_leads_where_Apprise_leads_it(string url, string places)
    {
        var apprise = (await Oracle.Value)[url];
        apprise.Known.ShouldBeTrue();

        var ours = await RecordedRequests.OfAsync(url);

        ours.Select(request => Essence(request, places)).Order().ShouldBe(apprise.Requests.Select(request => Essence(request, places)).Order());
    }

    private static string Essence(HttpRequestSeen request, string places) =>
        $"{request.Method} {request.Path} {string.Join(' ', places.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(place => $"{place}={request.At(place)}"))}";

    private static async Task<IReadOnlyDictionary<string, AppriseRequests>> AskAsync()
    {
        Peer.Find("/usr/bin/apprise");
        var urls = Urls.Select(row => row.Data.Item1);
        var printed = await Peer.RunAsync(
            "/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Channels", "apprise-requests.py")], string.Join('\n', urls) + "\n");
        printed.ExitCode.ShouldBe(0, printed.Error);
        return printed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize(line, AppriseJson.Default.AppriseRequests)!)
            .ToDictionary(one => one.Url);
    }
}
