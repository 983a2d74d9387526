using System.Diagnostics;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Waiting;

[Collection(typeof(Alone))]
public sealed class BystanderTests
{
    private const int Waiting = 50;

    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_newcomer_is_greeted_at_once_while_fifty_mails_wait_for_a_slow_relay()
    {
        await using var scene = await Scene.StartAsync(environment: Load.FourThreads);
        (await scene.DeliverAsync(Scene.Broken(run: 1))).Code.ShouldBe(250);
        var allWait = HoldAtTheDot(scene.Relay);
        var load = Load.SendAsync(scene.Program.Port, Enumerable.Range(1000, Waiting).Select(Scene.Broken));
        await allWait.WaitAsync(Patience.Token);

        var start = Stopwatch.GetTimestamp();
        await using var bystander = await SmtpProbe.ConnectAsync(scene.Program.Port);
        var took = Stopwatch.GetElapsedTime(start);

        TestContext.Current.TestOutputHelper?.WriteLine($"measured: greeted after {took.TotalMilliseconds:F1} ms");
        took.ShouldBeLessThan(Prompt);
        (await load).Answers.ShouldAllBe(answer => answer.Code == 250);
    }

    /// <returns>Completes when all mails are at the relay, which answers them 2 s after that.</returns>
    private static Task HoldAtTheDot(FakeRelay relay)
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = 0;
        relay.Script = async (step, cancellationToken) =>
        {
            if (step.Stage != ".")
                return step.Usual;
            if (Interlocked.Increment(ref count) == Waiting)
                all.SetResult();
            await all.Task.WaitAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            return step.Usual;
        };
        return all.Task;
    }
}
