using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Alerting;

/// <summary>The same routes and alerts given to Prometheus Alertmanager and to ours: the same groups tell the same receivers of the same members.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class AlertmanagerTests
{
    private const int Trees = 50;

    private readonly ConcurrentQueue<(string Group, string Said)> _told = new();

    [Fact]
    public async Task Groups_tell_the_same_as_those_of_Alertmanager()
    {
        var scripts = Enumerable.Range(0, Trees).Select(number => new Script(number)).ToList();
        await using var listener = await LoopbackHttp.StartAsync(HearAsync);
        await using var alertmanager = await Alertmanager.StartAsync(Configuration(scripts, listener.Address));

        // Its timers are real. The steps stand seconds away from them, so that a busy machine changes nothing.
        var start = Stopwatch.StartNew();
        for (var step = 0; step < Script.Steps.Count; step++)
        {
            await UntilAsync(start, Script.Steps[step]);
            await alertmanager.PostAsync(scripts.SelectMany(script => script.Posted(step)));
        }
        await UntilAsync(start, Script.End);

        var theirs = _told.ToLookup(told => told.Group, told => told.Said);
        var ours = scripts.SelectMany(OurGroups.Run).ToLookup(told => told.Group, told => told.Said);
        ours.Count.ShouldBeGreaterThan(Trees);
        Shown(ours).ShouldBe(Shown(theirs));
    }

    private static Task UntilAsync(Stopwatch start, TimeSpan moment) =>
        Task.Delay(moment > start.Elapsed ? moment - start.Elapsed : TimeSpan.Zero, Patience.Token);

    private static string Shown(ILookup<string, string> told) => string.Join(
        '\n', told.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}: {string.Join(" | ", group)}"));

    private async Task HearAsync(HttpContext request)
    {
        using var said = await JsonDocument.ParseAsync(request.Request.Body, default, request.RequestAborted);
        var labels = said.RootElement.GetProperty("groupLabels").EnumerateObject()
            .Where(label => label.Name != "tree").Select(label => KeyValuePair.Create(label.Name, label.Value.GetString()!)).ToList();
        var alerts = said.RootElement.GetProperty("alerts").EnumerateArray().ToLookup(
            alert => alert.GetProperty("status").GetString(), alert => alert.GetProperty("labels").GetProperty("alertname").GetString()!);
        _told.Enqueue((
            Script.Group(said.RootElement.GetProperty("receiver").GetString()!, labels),
            Script.Said(alerts["firing"], alerts["resolved"])));
    }

    private static string Configuration(IEnumerable<Script> scripts, Uri listener)
    {
        var yaml = new StringBuilder($"""
            route:
              receiver: nobody
              group_wait: {TreeNode.Wait.TotalSeconds}s
              group_interval: {TreeNode.Interval.TotalSeconds}s
              repeat_interval: 1h
              routes:

            """);
        foreach (var script in scripts)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"    - receiver: nobody\n      matchers: ['tree=\"{script.Number}\"']\n      routes:");
            foreach (var node in script.Tree)
                node.Write(yaml, "        ");
        }
        yaml.AppendLine("receivers:\n  - name: nobody");
        foreach (var node in scripts.SelectMany(script => script.Tree).SelectMany(node => node.Tree))
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - name: {node.Receiver}\n    webhook_configs: [{{ url: '{listener}', send_resolved: true }}]");
        return yaml.ToString();
    }
}
