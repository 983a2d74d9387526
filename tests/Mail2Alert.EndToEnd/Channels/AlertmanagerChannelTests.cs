using System.Text.Json;
using System.Threading.Channels;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>From a mail by way of the real program to Prometheus Alertmanager, and what that tells its own receivers.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class AlertmanagerChannelTests
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task What_a_mail_fires_the_next_one_ends_though_its_labels_differ()
    {
        await using var listener = await LoopbackHttp.StartAsync(HearAsync);
        await using var alertmanager = await Alertmanager.StartAsync($$"""
            route: { receiver: us, group_by: ['...'], group_wait: 1s, group_interval: 1s, repeat_interval: 1h }
            receivers: [ { name: us, webhook_configs: [ { url: '{{listener.Address}}', send_resolved: true } ] } ]
            """);
        using var state = new TemporaryDirectory();
        await using var program = await RunningProgram.StartAsync($$$"""
            listeners: smtp://127.0.0.1:0
            relay: smtp://127.0.0.1:9
            store: sqlite:{{{Path.Combine(state.Path, "mail2alert.db")}}}
            sources:
              backup:
                claim: { to: {{{ProbeMail.Alerts}}} }
                extract: { subject: '^\[(?<host>[^]]+)\] Backup (?<job>\S+) (?<result>succeeded|failed)' }
                status: { firing: { result: failed }, resolved: { result: succeeded } }
                key: '{{ host }}/{{ job }}'
            receivers: { metrics: 'alertmanager://{{{alertmanager.Address.Authority}}}?label.team=storage' }
            routes: [ { to: metrics } ]
            """);

        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject("[nas1] Backup photos failed"))).Code.ShouldBe(250);
        (await _told.Reader.ReadAsync(Patience.Token)).ShouldBe("firing backup nas1/photos host=nas1 result=failed team=storage: [nas1] Backup photos failed");

        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject("[nas1] Backup photos succeeded"))).Code.ShouldBe(250);
        (await _told.Reader.ReadAsync(Patience.Token)).ShouldBe("resolved backup nas1/photos host=nas1 result=failed team=storage: [nas1] Backup photos succeeded");
    }

    private async Task HearAsync(HttpContext request)
    {
        using var said = await JsonDocument.ParseAsync(request.Request.Body, default, request.RequestAborted);
        foreach (var alert in said.RootElement.GetProperty("alerts").EnumerateArray())
        {
            var (labels, status) = (alert.GetProperty("labels"), alert.GetProperty("status"));
            var shown = string.Join(' ', ((string[])["host", "result", "team"]).Select(name => $"{name}={labels.GetProperty(name)}"));
            var summary = alert.GetProperty("annotations").GetProperty("summary");
            await _told.Writer.WriteAsync($"{status} {labels.GetProperty("alertname")} {labels.GetProperty("key")} {shown}: {summary}", request.RequestAborted);
        }
    }
}
