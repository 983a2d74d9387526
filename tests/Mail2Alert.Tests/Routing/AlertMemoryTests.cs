using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class AlertMemoryTests
{
    private static readonly EdgeEvents Words = new("BREAKS", "FAILS", "FIXED", "PASSES");

    [Fact]
    public void An_alert_is_judged_by_the_mail_before_it()
    {
        var memory = new AlertMemory(10);
        var engine = TestEngine.Of([], memory);
        engine.DecideAndRemember(Stage("p/s", "1", AlertStatus.Resolved), "mail");

        engine.DecideAndRemember(Stage("p/s", "2", AlertStatus.Firing), "mail").Alert.Event.ShouldBe("BREAKS");
        engine.DecideAndRemember(Stage("p/s", "3", AlertStatus.Firing), "mail").Alert.Event.ShouldBe("FAILS");
    }

    [Fact]
    public void Of_many_mails_at_once_about_one_failure_after_success_exactly_one_breaks()
    {
        var memory = new AlertMemory(10);
        var engine = TestEngine.Of([], memory);
        engine.DecideAndRemember(Stage("p/s", "0", AlertStatus.Resolved), "mail");

        var events = new System.Collections.Concurrent.ConcurrentBag<string?>();
        Parallel.For(1, 500, run => events.Add(engine.DecideAndRemember(Stage("p/s", $"{run}", AlertStatus.Firing), "mail").Alert.Event));

        events.Count(name => name == "BREAKS").ShouldBe(1);
    }

    [Fact]
    public void Keys_are_forgotten_past_the_capacity_the_oldest_first()
    {
        var memory = new AlertMemory(100);
        var engine = TestEngine.Of([], memory);
        for (var i = 0; i < 1000; i++)
            engine.DecideAndRemember(Stage($"p{i}/s", "1", AlertStatus.Resolved), "mail");

        memory.Count.ShouldBeLessThanOrEqualTo(100);
        engine.DecideAndRemember(Stage("p999/s", "2", AlertStatus.Firing), "mail").Alert.Event.ShouldBe("BREAKS");
        engine.DecideAndRemember(Stage("p0/s", "2", AlertStatus.Firing), "mail").Alert.Event.ShouldBe("FAILS");
    }

    [Fact]
    public void Two_sources_may_use_the_same_key()
    {
        var memory = new AlertMemory(10);
        var engine = TestEngine.Of([], memory);
        engine.DecideAndRemember(Stage("p/s", "1", AlertStatus.Resolved), "mail");

        engine.DecideAndRemember(Stage("p/s", "2", AlertStatus.Firing) with { Source = "other" }, "mail").Alert.Event.ShouldBe("FAILS");
    }

    private static Alert Stage(string key, string run, AlertStatus status) => TestAlert.Of() with
    {
        Key = key,
        Occurrence = run,
        Status = status,
        Event = status == AlertStatus.Firing ? "FAILS" : "PASSES",
        Edges = Words,
    };
}
