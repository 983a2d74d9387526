using System.Collections.Concurrent;
using System.Globalization;
using Mail2Alert.EndToEnd.Support;
using Mail2Alert.EndToEnd.Waiting;

namespace Mail2Alert.EndToEnd.Storing;

[Collection(typeof(Alone))]
public sealed class StopTests
{
    private const int Senders = 10;

    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private int _mails;

    [Fact]
    public async Task A_stop_under_load_loses_nothing_repeats_nothing_and_ends_well()
    {
        await using var relay = new FakeRelay();
        await using var scene = new StoredScene(relay.Port);
        await scene.StartAsync();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendAsync(scene.Program.Port, enough))).ToList();
        await enough.Task.WaitAsync(Patience.Token);

        (await scene.StopAsync()).ShouldBe(0);

        await Task.WhenAll(sending);
        await scene.StartAsync();
        var owed = _acknowledged.Keys.SelectMany(id => (string[])[$"{id} {Scene.Shop}", $"{id} {Scene.Ops}"]).ToHashSet();
        while (owed.Count > 0)
            owed.Remove(NameOf(await relay.NextAsync()));
        (await scene.StopAsync()).ShouldBe(0);
        relay.Mails.Select(NameOf).ShouldBeUnique();
        _acknowledged.Count.ShouldBeGreaterThanOrEqualTo(100);
    }

    private static string NameOf(RelayedMail mail) => $"{mail.Field("Subject")} {mail.Recipients.Single()}";

    private async Task SendAsync(int port, TaskCompletionSource enough)
    {
        try
        {
            await using var probe = await SmtpProbe.ConnectAsync(port);
            while (true)
            {
                var id = Interlocked.Increment(ref _mails).ToString("D6", CultureInfo.InvariantCulture);
                if ((await probe.SendAsync(StoredScene.Alert(id))).Code != 250)
                    return;
                _acknowledged[id] = true;
                if (_acknowledged.Count >= 100)
                    enough.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // It closed the connection behind its 421.
        }
    }
}
