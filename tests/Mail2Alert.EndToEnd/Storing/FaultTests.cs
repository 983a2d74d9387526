using Mail2Alert.Crash;
using Mail2Alert.Crash.Faults;
using Mail2Alert.Crash.Ledgers;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;
using Mail2Alert.EndToEnd.Waiting;

namespace Mail2Alert.EndToEnd.Storing;

/// <summary>A disk that fails under the running program, and a clock that somebody sets.</summary>
[Collection(typeof(Alone))]
[Trait(Needs.Trait, Needs.Debian)]
public sealed class FaultTests
{
    private const int Kills = 5;

    [Theory]
    [InlineData(nameof(Fault.ShortWrite))]
    [InlineData(nameof(Fault.FullDisk))]
    [InlineData(nameof(Fault.Write))]
    [InlineData(nameof(Fault.Sync))]
    [InlineData(nameof(Fault.Locked))]
    [InlineData(nameof(Fault.Clock))]
    public async Task What_was_acknowledged_is_delivered_and_what_was_refused_is_not_whatever_fails_and_whenever_it_is_killed(string fault)
    {
        NeedsCompiler();
        var options = new CrashOptions { Kills = Kills, Acknowledge = Acknowledge.Stored, Seed = Environment.TickCount, Faults = [Enum.Parse<Fault>(fault)] };
        await using var test = await CrashTest.CreateAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);

        var report = await test.RunAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        report.IsGood.ShouldBeTrue(report.ToString());
    }

    [Fact]
    public async Task While_fsync_fails_nothing_is_acknowledged_and_what_was_refused_does_not_come_after_a_crash()
    {
        await using var relay = new FakeRelay();
        await using var scene = await FaultyScene.StartAsync(relay.Port);
        (await scene.DeliverAsync("before")).Code.ShouldBe(250);
        await relay.AllOfAsync("before");

        scene.Control.Begin(Fault.Sync);
        for (var i = 0; i < 5; i++)
            (await scene.DeliverAsync($"small {i}")).Code.ShouldBe(451);
        (await scene.DeliverAsync("large", size: 300_000)).Code.ShouldBe(451);
        await scene.CrashAsync();
        scene.Control.End();
        await scene.StartAsync();
        (await scene.DeliverAsync("after")).Code.ShouldBe(250);

        scene.Control.Hits(Fault.Sync).ShouldBeGreaterThan(5);
        await relay.AllOfAsync("after");
        // What arrived before the fault, but could not be written down as delivered any more, may come again.
        relay.Mails.Select(mail => mail.Field("Subject")).Distinct().ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task When_fsync_works_again_mail_is_kept_again_without_a_restart_and_what_was_refused_stays_away()
    {
        await using var relay = new FakeRelay();
        await using var scene = await FaultyScene.StartAsync(relay.Port);
        scene.Control.Begin(Fault.Sync);
        (await scene.DeliverAsync("refused")).Code.ShouldBe(451);
        scene.Control.End();

        (await scene.DeliverAsync("after")).Code.ShouldBe(250);

        await relay.AllOfAsync("after");
        relay.Mails.Select(mail => mail.Field("Subject")).Distinct().ShouldBe(["after"]);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task A_full_disk_is_told_as_such_whatever_the_size_of_the_mail(int size)
    {
        await using var relay = new FakeRelay();
        await using var scene = await FaultyScene.StartAsync(relay.Port);
        scene.Control.Begin(Fault.FullDisk);

        (await scene.DeliverAsync("no room", size)).Code.ShouldBe(452);

        scene.Control.End();
        (await scene.DeliverAsync("room again", size)).Code.ShouldBe(250);
        await relay.AllOfAsync("room again");
    }

    [Theory]
    [InlineData(365)]
    [InlineData(-1)]
    public async Task A_clock_that_is_set_neither_loses_a_delivery_nor_lets_it_wait(int days)
    {
        await using var relay = new FakeRelay();
        relay.At(".", "451 4.3.0 Not now");
        await using var scene = await FaultyScene.StartAsync(relay.Port);
        (await scene.DeliverAsync("disk full")).Code.ShouldBe(250);
        await scene.Program.Log.LineAsync("Not now", Patience.Token);

        scene.Control.SetClock(TimeSpan.FromDays(days));
        relay.Recover();

        await relay.AllOfAsync("disk full");
        scene.Control.Hits(Fault.Clock).ShouldBeGreaterThan(0);
        relay.Mails.Count.ShouldBe(2);
    }

    private static void NeedsCompiler() => Peer.Require(File.Exists(FaultShim.Compiler), $"{FaultShim.Compiler} is not installed");

    /// <summary>A scene with faults.c between the program and its disk.</summary>
    private sealed class FaultyScene(StoredScene scene, FaultControl control, TemporaryDirectory directory) : IAsyncDisposable
    {
        public FaultControl Control => control;

        public RunningProgram Program => scene.Program;

        public static async Task<FaultyScene> StartAsync(int relay)
        {
            NeedsCompiler();
            var directory = new TemporaryDirectory();
            var control = new FaultControl(Path.Combine(directory.Path, "control"));
            var library = await FaultShim.CompileAsync(directory.Path, TestContext.Current.CancellationToken);
            var scene = new StoredScene(relay) { Environment = state => FaultShim.Environment(library, control, state) };
            await scene.StartAsync();
            return new FaultyScene(scene, control, directory);
        }

        public Task StartAsync() => scene.StartAsync();

        public Task CrashAsync() => scene.CrashAsync();

        public Task<SmtpAnswer> DeliverAsync(string subject, int size = 100)
        {
            var mail = StoredScene.Alert(subject);
            var lines = string.Concat(Enumerable.Repeat(new string('x', 70) + "\n", size / 71));
            return scene.DeliverAsync(mail with { Content = [.. mail.Content, .. ProbeMail.Bytes(lines)] });
        }

        public async ValueTask DisposeAsync()
        {
            await scene.DisposeAsync();
            control.Dispose();
            directory.Dispose();
        }
    }
}

file static class Arrivals
{
    /// <summary>Waits until both targets were told.</summary>
    public static async Task AllOfAsync(this FakeRelay relay, string subject)
    {
        for (var missing = 2; missing > 0;)
            missing -= await relay.SubjectAsync() == subject ? 1 : 0;
    }

    public static async Task<string> SubjectAsync(this FakeRelay relay) => (await relay.NextAsync()).Field("Subject");
}
