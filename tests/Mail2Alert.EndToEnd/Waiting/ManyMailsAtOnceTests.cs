using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Waiting;

[Collection(typeof(Alone))]
public sealed class ManyMailsAtOnceTests
{
    // One after the other they would take 400 s; with four threads that wait, 100 s.
    private const int Mails = 200;

    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4);

    [Fact]
    public Task Two_hundred_mails_at_once_wait_together_for_a_slow_relay() => WaitForTheRelayAsync(environment: null);

    [Fact]
    public Task No_thread_is_blocked_while_mails_wait_for_a_slow_relay() => WaitForTheRelayAsync(Load.FourThreads);

    [Fact]
    public Task Two_hundred_mails_at_once_wait_together_for_a_slow_api_that_was_never_asked_before() => WaitForTheApiAsync(environment: null);

    [Fact]
    public Task No_thread_is_blocked_while_mails_wait_for_a_slow_api() => WaitForTheApiAsync(Load.FourThreads);

    private static async Task WaitForTheRelayAsync(Dictionary<string, string>? environment)
    {
        await using var scene = await Scene.StartAsync(environment: environment);
        (await scene.DeliverAsync(Scene.Broken(run: 1))).Code.ShouldBe(250);
        scene.Relay.SlowAtTheDot(Slowness);
        await AllAreAcknowledgedInTimeAsync(scene);
        scene.Relay.Mails.Count.ShouldBe(1 + Mails);
    }

    private static async Task WaitForTheApiAsync(Dictionary<string, string>? environment)
    {
        await using var scene = await Scene.StartAsync(before: scene => scene.GoCd.AnswerAfter(Slowness), environment: environment);
        await AllAreAcknowledgedInTimeAsync(scene);
        scene.Relay.Mails.Count.ShouldBe(Mails);
        scene.Relay.Mails.ShouldAllBe(mail => mail.Recipients.Single() == Scene.Shop);
    }

    private static async Task AllAreAcknowledgedInTimeAsync(Scene scene)
    {
        var (took, answers) = await Load.SendAsync(scene.Program.Port, Enumerable.Range(1000, Mails).Select(Scene.Broken));
        TestContext.Current.TestOutputHelper?.WriteLine($"measured: {Mails} mails at once: {took.TotalSeconds:F2} s");
        answers.ShouldAllBe(answer => answer.Code == 250);
        took.ShouldBeLessThan(Bound);
        // Less would mean that nobody waited for anything.
        took.ShouldBeGreaterThan(Slowness / 2);
    }
}
