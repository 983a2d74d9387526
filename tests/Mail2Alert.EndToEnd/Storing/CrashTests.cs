using System.Collections.Concurrent;
using System.Globalization;
using Mail2Alert.EndToEnd.Support;
using Mail2Alert.EndToEnd.Waiting;

namespace Mail2Alert.EndToEnd.Storing;

/// <summary>
/// The promise itself: what was acknowledged is delivered, whenever the program is killed. <c>MAIL2ALERT_CRASHES</c> asks for more crashes than
/// a build has time for.
/// </summary>
[Collection(typeof(Alone))]
public sealed class CrashTests
{
    private const int Senders = 4;
    private const int PerDestination = 20;

    private static readonly int Crashes =
        int.TryParse(Environment.GetEnvironmentVariable("MAIL2ALERT_CRASHES"), NumberStyles.None, CultureInfo.InvariantCulture, out var crashes)
            ? crashes
            : 10;

    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private readonly ConcurrentDictionary<string, bool> _refused = new();
    private int _mails;

    [Fact]
    public async Task What_was_acknowledged_is_delivered_whenever_the_program_is_killed()
    {
        await using var relay = new FakeRelay();
        relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
            step.Stage == "." && Random.Shared.Next(10) == 0 ? "451 4.3.0 Not now" : step.Usual);
        await using var scene = new StoredScene(relay.Port, $"deliveries-per-destination: {PerDestination}");
        for (var crash = 0; crash < Crashes; crash++)
        {
            await scene.StartAsync();
            await SendUntilCrashAsync(scene);
        }
        relay.Recover();
        await scene.StartAsync();
        var owed = _acknowledged.Keys.SelectMany(id => (string[])[$"{id} {Scene.Shop}", $"{id} {Scene.Ops}"]).ToHashSet();
        var delivered = new List<string>();
        while (owed.Count > 0)
        {
            var name = NameOf(await relay.NextAsync());
            delivered.Add(name);
            owed.Remove(name);
        }
        await scene.StopAsync();
        delivered = [.. relay.Mails.Select(NameOf)];

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_acknowledged.Count} acknowledged, {_refused.Count} refused, {delivered.Count} delivered, {delivered.Count - delivered.Distinct().Count()} twice");
        _acknowledged.Count.ShouldBeGreaterThan(Crashes);
        delivered.Where(name => _refused.ContainsKey(name.Split(' ')[0])).ShouldBeEmpty();
        (delivered.Count - delivered.Distinct().Count()).ShouldBeLessThanOrEqualTo(Crashes * PerDestination);
    }

    private static string NameOf(RelayedMail mail) => $"{mail.Field("Subject")} {mail.Recipients.Single()}";

    // The kill comes after a random number of answers, so at any stage of the mails behind them.
    private async Task SendUntilCrashAsync(StoredScene scene)
    {
        var left = Random.Shared.Next(1, 60);
        var enough = new TaskCompletionSource();
        var sending = Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendAsync(
            scene.Program.Port,
            () =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                    enough.SetResult();
            }))).ToList();
        await enough.Task.WaitAsync(Patience.Token);
        await scene.CrashAsync();
        await Task.WhenAll(sending);
    }

    // What was on its way when the program died was neither acknowledged nor refused: it may be delivered or not.
    private async Task SendAsync(int port, Action answered)
    {
        try
        {
            await using var probe = await SmtpProbe.ConnectAsync(port);
            while (true)
            {
                var id = Interlocked.Increment(ref _mails).ToString("D6", CultureInfo.InvariantCulture);
                var answer = await probe.SendAsync(StoredScene.Alert(id));
                (answer.Code == 250 ? _acknowledged : _refused)[id] = true;
                answered();
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // Killed.
        }
    }
}
