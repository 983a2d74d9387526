using System.Diagnostics.Metrics;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>Targets that are told no more often than their receiver says, and hear of all of it.</summary>
public sealed class ThrottleTests
{
    private const int Most = 10;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Receiver Ops = Limited("ops", Most);
    private static readonly Receiver Dev = Limited("dev", Most);
    private static readonly Receiver One = Limited("one", 1);

    [Fact]
    public async Task A_storm_is_told_as_often_as_the_limit_says_and_then_in_one_summary_that_names_all_the_others()
    {
        await using var scene = await Dispatching.StartAsync(null, Ops);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => OweAsync(scene, Ops, $"disk-{n}")));

        await scene.PassAsync(3 * Hour);

        scene.Sent.Count.ShouldBe(Most + 1);
        scene.TimesOf("#ops")[^1].ShouldBe(3600, 1);
        var summary = await AlertAsync(scene, scene.Mails[^1]);
        summary.Title.ShouldBe("[FIRING:490] 490 notifications were held back");
        summary.Text.ShouldStartWith("490 notifications were held back since 2026-11-23 01:00:00 UTC (`limit` of ops: 10 in 1h). This is how their 490 alerts stand:\n");
        summary.Text.ShouldContain("and 440 more");
        (await NamedAsync(scene)).ShouldBe(Enumerable.Range(0, 500).Select(n => $"disk-{n}"), ignoreOrder: true);
        (await scene.StatesAsync())[DeliveryState.Delivered].ShouldBe(501);
    }

    [Fact]
    public async Task Within_any_hour_of_a_storm_that_goes_on_nobody_is_told_more_often_and_nothing_is_lost()
    {
        await using var scene = await Dispatching.StartAsync(null, Ops);
        for (var n = 0; n < 120; n++)
        {
            await OweAsync(scene, Ops, $"disk-{n}");
            await scene.PassAsync(2 * Minute);
        }
        await scene.PassAsync(2 * Hour);

        var times = scene.TimesOf("#ops");
        for (var n = Most; n < times.Count; n++)
            (times[n] - times[n - Most]).ShouldBeGreaterThanOrEqualTo(3600);
        (await NamedAsync(scene)).ShouldBe(Enumerable.Range(0, 120).Select(n => $"disk-{n}"), ignoreOrder: true);
        (await scene.StatesAsync())[DeliveryState.Pending].ShouldBe(0);
    }

    [Fact]
    public async Task A_crash_loses_nothing_of_what_is_held_back_and_gives_no_new_allowance()
    {
        await using var scene = await Dispatching.StartAsync(null, Ops);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => OweAsync(scene, Ops, $"disk-{n}")));
        await scene.PassAsync(10 * Minute);

        scene.Crash();
        await scene.RestartAsync();
        await scene.PassAsync(49 * Minute);
        await OweAsync(scene, Ops, "disk-30");
        await scene.WorkAsync();
        scene.Sent.Count.ShouldBe(Most);
        await scene.PassAsync(2 * Minute);

        scene.Sent.Count.ShouldBe(Most + 1);
        (await NamedAsync(scene)).ShouldBe(Enumerable.Range(0, 31).Select(n => $"disk-{n}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_crash_between_the_summary_and_its_delivery_tells_it_later_and_nothing_else()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        await OweAsync(scene, One, "a", "b", "c");
        await scene.PassAsync(59 * Minute);
        scene.Down();
        await scene.PassAsync(2 * Minute);
        (await RowsAsync(scene, DeliveryState.Delivered)).Count(row => row.Reason?.StartsWith("told in the summary N", StringComparison.Ordinal) == true).ShouldBe(2);

        scene.Crash();
        await scene.RestartAsync();
        scene.Recover();
        await scene.PassAsync(3 * Hour);

        scene.Mails.Distinct().Count().ShouldBe(2);
        (await NamedAsync(scene)).ShouldBe(["a", "b", "c"], ignoreOrder: true);
    }

    [Fact]
    public async Task Each_target_has_a_limit_of_its_own_and_mail_that_is_handed_on_has_none()
    {
        await using var scene = await Dispatching.StartAsync(null, Ops, Dev);
        for (var n = 0; n < 15; n++)
        {
            await OweAsync(scene, Ops, $"disk-{n}");
            await HandOnAsync(scene);
        }
        for (var n = 0; n < 5; n++)
            await OweAsync(scene, Dev, $"disk-{n}");

        await scene.PassAsync(Minute);

        scene.Sent.GroupBy(to => to).ToDictionary(to => to.Key, to => to.Count()).ShouldBe(
            new Dictionary<string, int> { ["#ops"] = Most, ["#dev"] = 5, ["a@example.com"] = 15 }, ignoreOrder: true);
    }

    [Fact]
    public async Task One_that_is_held_back_alone_is_told_as_it_is_when_there_is_room()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        await OweAsync(scene, One, "a", "b");

        await scene.PassAsync(61 * Minute);

        (await Task.WhenAll(scene.Mails.Select(mail => AlertAsync(scene, mail)))).Select(alert => alert.Key).ShouldBe(["a", "b"]);
        scene.TimesOf("#one")[1].ShouldBe(3600, 1);
    }

    [Fact]
    public async Task An_alert_that_came_and_went_is_in_the_summary_as_it_stands_by_then()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        await OweAsync(scene, One, "a", "flaps", "down");
        await scene.PassAsync(Minute);
        var resolved = scene.Clock.GetUtcNow();
        await OweAsync(scene, One, AlertStatus.Resolved, "flaps");

        await scene.PassAsync(61 * Minute);

        var summary = await AlertAsync(scene, scene.Mails[^1]);
        summary.Title.ShouldBe("[FIRING:1, RESOLVED:1] 3 notifications were held back");
        summary.Text.ShouldContain($"RESOLVED (1)\n\n* Resolved flaps (the last of 2 notifications)\n  since {resolved.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        summary.Text.ShouldContain("FIRING (1)\n\n* Firing down\n  since 2026-11-23 01:00:00 UTC");
    }

    [Fact]
    public async Task Later_news_does_not_overtake_a_summary_that_has_to_be_tried_again()
    {
        await using var scene = await Dispatching.StartAsync(null, Limited("one", 2));
        var two = scene.Receivers[0];
        await OweAsync(scene, two, "a", "b", "c", "d");
        await scene.PassAsync(59 * Minute);
        scene.Down();
        await scene.PassAsync(2 * Minute);
        await OweAsync(scene, two, AlertStatus.Resolved, "c");
        await scene.PassAsync(2 * Minute);
        scene.Recover();
        await scene.PassAsync(Hour);

        (await AlertAsync(scene, scene.Mails[^1])).Title.ShouldBe("Resolved c");
        (await AlertAsync(scene, scene.Mails[^2])).Title.ShouldBe("[FIRING:2] 2 notifications were held back");
    }

    [Fact]
    public async Task What_is_held_back_does_not_fall_back_for_being_late()
    {
        var one = One with { Fallback = new Fallback("dev", 30 * Minute) };
        await using var scene = await Dispatching.StartAsync(null, one, Dev);
        await OweAsync(scene, one, "a", "b");
        await scene.PassAsync(Minute);
        await OweAsync(scene, one, AlertStatus.Resolved, "b");

        await scene.PassAsync(58 * Minute);
        scene.Sent.ShouldNotContain("#dev");
        scene.Answer = to => Task.FromResult<Outcome>(to == "#one" ? new Outcome.Retry("down") : new Outcome.Delivered());
        await scene.PassAsync(35 * Minute);

        scene.Sent.Count(to => to == "#dev").ShouldBe(1);
    }

    [Fact]
    public async Task What_was_held_back_while_a_target_was_down_is_told_in_one_summary_also_after_a_restart()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        await OweAsync(scene, One, "a", "b", "c", "d");
        await scene.PassAsync(Minute);
        scene.Down();
        await scene.PassAsync(2 * Hour);
        scene.Crash();
        await scene.RestartAsync();
        scene.Recover();

        await scene.PassAsync(2 * Hour);

        (await NamedAsync(scene)).ShouldBe(["a", "b", "c", "d"], ignoreOrder: true);
        scene.Mails.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_queue_says_why_a_delivery_waits_and_until_when()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        await OweAsync(scene, One, "a", "b");

        await scene.PassAsync(Minute);

        var waiting = (await RowsAsync(scene, DeliveryState.Pending)).ShouldHaveSingleItem();
        waiting.Reason.ShouldBe("held back: one allows 1 in 1h (`limit`)");
        (waiting.DueAt - scene.Clock.GetUtcNow()).ShouldBe(59 * Minute, Minute);
        waiting.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_nothing_back_for_longer()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        await OweAsync(scene, One, "a", "b");
        await scene.PassAsync(Minute);

        scene.Clock.Set(-TimeSpan.FromDays(1));
        await scene.PassAsync(61 * Minute);

        (await NamedAsync(scene)).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_room_on_the_disk_what_is_held_back_waits_until_its_summary_can_be_kept()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        await OweAsync(scene, One, "a", "b", "c");
        await scene.PassAsync(59 * Minute);
        var (commit, refused) = (scene.Store.Writer.Commit, 0);
        scene.Store.Writer.Commit = session =>
        {
            if (refused++ == 1)
                throw new IOException("the disk failed");
            commit(session);
        };

        await scene.PassAsync(5 * Minute);

        (await NamedAsync(scene)).ShouldBe(["a", "b", "c"], ignoreOrder: true);
        scene.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_held_back_and_what_summaries_tell_is_counted()
    {
        await using var scene = await Dispatching.StartAsync(null, One);
        var counts = new Dictionary<string, long>();
        using var listener = Listen(scene.Meters, counts);
        await OweAsync(scene, One, "a", "b", "c", "d");

        await scene.PassAsync(61 * Minute);

        counts.ShouldBe(
            new Dictionary<string, long>
            {
                ["mail2alert.limits.held slack"] = 3,
                ["mail2alert.limits.summaries slack"] = 1,
                ["mail2alert.limits.summarized slack"] = 3,
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_summary_says_of_a_fallback_that_it_is_one()
    {
        await using var scene = await Dispatching.StartAsync(null, One with { Limit = null, Fallback = new Fallback("dev", 30 * Minute) }, Limited("dev", 1));
        scene.Answer = to => Task.FromResult<Outcome>(to == "#one" ? new Outcome.Failed("no") : new Outcome.Delivered());
        await OweAsync(scene, scene.Receivers[0], "a", "b", "c");

        await scene.PassAsync(61 * Minute);

        (await AlertAsync(scene, scene.Mails[^1])).Text.ShouldContain("\n  fallback of one: slack://***/#one never gets it: no");
    }

    private static MeterListener Listen(IMeterFactory meters, Dictionary<string, long> counts)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = $"{instrument.Name} {tags[0].Value}";
            counts[name] = counts.GetValueOrDefault(name) + value;
        });
        listener.Start();
        return listener;
    }

    private static Receiver Limited(string name, int most) =>
        new(name, [new Target("slack", $"SECRET/#{name}", $"slack://***/#{name}")]) { Limit = new Allowance(most, Hour) };

    private static Task OweAsync(Dispatching scene, Receiver receiver, params string[] keys) => OweAsync(scene, receiver, AlertStatus.Firing, keys);

    private static async Task OweAsync(Dispatching scene, Receiver receiver, AlertStatus status, params string[] keys)
    {
        foreach (var key in keys)
        {
            var mail = Mail();
            var alert = TestAlert.Of() with { Key = key, Status = status, Title = $"{status} {key}", Text = "" };
            var owed = PlannedDelivery.Tell(mail.Id, alert, receiver.Targets[0], "route 1", Destination.Of(receiver.Targets[0]), receiver);
            await scene.Store.KeepAsync(mail, new MailDecision(alert, null, ["because"], [owed]));
        }
    }

    private static async Task HandOnAsync(Dispatching scene)
    {
        var mail = Mail();
        var owed = PlannedDelivery.HandOn(mail.Id, [new(new("a", "example.com"))], "no source claims it", Destination.Relay);
        await scene.Store.KeepAsync(mail, new MailDecision(null, null, ["because"], [owed]));
    }

    private static async Task<Alert> AlertAsync(Dispatching scene, string mailId) => (await scene.Store.ReadAsync(mailId, Cancellation))!.Alert!;

    private static async Task<IReadOnlyList<DeliveryRow>> RowsAsync(Dispatching scene, DeliveryState state) =>
        (await scene.Store.Desk.ListAsync(new DeliveryQuery { State = state }, Cancellation)).Items;

    /// <summary>Each alert that somebody was told of, by itself or in a summary, once for each time.</summary>
    private static async Task<IReadOnlyList<string>> NamedAsync(Dispatching scene)
    {
        var named = new List<string>();
        foreach (var mail in scene.Mails.Distinct())
        {
            var stored = (await scene.Store.ReadAsync(mail, Cancellation))!;
            named.AddRange(stored.Alert!.Source == "mail2alert" ? stored.Why.Skip(1).Select(line => line.Split(' ')[1]) : [stored.Alert.Key]);
        }
        return named;
    }
}
