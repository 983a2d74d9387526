using Mail2Alert.Cli.Service;
using Mail2Alert.Pipeline;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Cli;

public sealed class ServiceWatchTests
{
    private readonly RecordingNotifier _told = new();
    private readonly StringWriter _error = new();
    private TimeSpan _busy;
    private string _status = "0 waiting";

    [Fact]
    public void As_long_as_all_loops_go_round_the_watchdog_is_fed()
    {
        var watch = Watch(TimeSpan.FromMinutes(1));

        watch.Tick();
        watch.Tick();

        _told.States.ShouldBe(["STATUS=0 waiting", "WATCHDOG=1", "WATCHDOG=1"]);
    }

    [Fact]
    public void A_disk_that_is_slow_kills_nobody_but_shows()
    {
        _busy = TimeSpan.FromMinutes(4);

        Watch(TimeSpan.FromMinutes(1)).Tick();

        _told.States.ShouldBe(["STATUS=0 waiting; the disk has been busy for 240 s", "WATCHDOG=1"]);
    }

    [Fact]
    public void A_loop_that_hangs_silences_the_watchdog_and_is_told_once()
    {
        var watch = Watch(TimeSpan.FromMinutes(1));
        _busy = TimeSpan.FromMinutes(5);

        watch.Tick();
        watch.Tick();

        _told.States.ShouldNotContain("WATCHDOG=1");
        $"{_error}".ShouldBe($"mail2alert: the disk hangs, for 300 s; the service manager hears no more that all is well{Environment.NewLine}");
    }

    [Fact]
    public void Without_a_watchdog_only_changes_are_told()
    {
        var watch = Watch(null);
        watch.Tick();
        watch.Tick();
        _status = "1 waiting";
        watch.Tick();

        _told.States.ShouldBe(["STATUS=0 waiting", "STATUS=1 waiting"]);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("60000000", null, 60.0)]
    [InlineData("60000000", "77", 60.0)]
    [InlineData("60000000", "78", null)]
    [InlineData("soon", null, null)]
    public void The_watchdog_is_for_the_process_that_is_named(string? time, string? process, double? seconds) =>
        ServiceWatch.WatchdogOf(name => name == "WATCHDOG_USEC" ? time : process, 77)
            .ShouldBe(seconds is { } of ? TimeSpan.FromSeconds(of) : null);

    [Fact]
    public void A_start_that_takes_long_asks_for_more_time_but_not_for_ever()
    {
        var clock = new FakeTimeProvider();
        using var start = new ServiceStart(new ServiceNotices(_told), clock);

        for (var i = 0; i < 1000; i++)
            clock.Advance(TimeSpan.FromSeconds(10));

        _told.States[0].ShouldStartWith("EXTEND_TIMEOUT_USEC=60000000\nSTATUS=starting for 10 s");
        _told.States.Count.ShouldBe(359);
    }

    private ServiceWatch Watch(TimeSpan? watchdog) => new(
        new ServiceNotices(_told), new Liveness(("the disk", () => _busy), ("other", () => TimeSpan.Zero)), () => _status, watchdog, _error, TimeProvider.System);

    private sealed class RecordingNotifier : ISystemdNotifier
    {
        public List<string> States { get; } = [];

        public bool IsEnabled => true;

        public void Notify(ServiceState state) => States.Add(state.ToString());
    }
}
