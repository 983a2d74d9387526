using Mail2Alert.Channels;
using Mail2Alert.Configuration;
using Mail2Alert.Deliveries;

namespace Mail2Alert.Tests.Pipeline.Engine;

/// <summary>A target is down for a day and comes back, while alerts come in all day.</summary>
public sealed class DayWithoutTargetTests
{
    private const int Alerts = 24;
    private const int MailsAnHour = 6;
    private const int PerDestination = 8;

    // The circuit's longest pause is five minutes: twelve probes an hour.
    private const int ProbesAnHour = 12;

    private static readonly LimitSettings Limits = new() { DeliveriesPerDestination = PerDestination };

    private readonly List<string> _mails = [];

    [Fact]
    public async Task All_arrives_in_order_without_a_storm()
    {
        await using var engine = await RunningEngine.StartAsync(Limits);
        engine.Targets.Trouble = () => new Outcome.Retry("nobody answers");

        await DayAsync(engine);

        await NothingIsLostAsync(engine, ProbesAnHour);
    }

    [Fact]
    public async Task A_target_that_asks_to_be_left_alone_is_left_alone_by_all_that_wait_for_it()
    {
        await using var engine = await RunningEngine.StartAsync(Limits);
        engine.Targets.Trouble = () => new Outcome.Retry("too many requests", TimeSpan.FromMinutes(10));

        await DayAsync(engine);

        await NothingIsLostAsync(engine, knocksAnHour: 6);
    }

    // The one that is up is told before time moves on, however many wait for the other.
    private async Task DayAsync(RunningEngine engine)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        for (var n = 0; n < 24 * MailsAnHour; n++)
        {
            var subject = $"{(n / Alerts % 2 == 0 ? "FIRING" : "RESOLVED")} disk-{n % Alerts} {n}";
            _mails.Add(subject);
            await engine.MailAsync(subject);
            (await engine.Targets.NextAtUpAsync(limit.Token)).ShouldBe(subject);
            await engine.PassAsync(TimeSpan.FromHours(1) / MailsAnHour);
        }
        engine.Targets.ToldTo(RunningEngine.Down).ShouldBeEmpty();
    }

    private async Task NothingIsLostAsync(RunningEngine engine, int knocksAnHour)
    {
        var wasted = engine.Targets.KnocksAt(RunningEngine.Down);
        var start = wasted[0].At;
        wasted.Where(knock => knock.At - start >= TimeSpan.FromHours(1)).GroupBy(knock => (int)(knock.At - start).TotalHours)
            .Max(hour => hour.Count()).ShouldBeLessThanOrEqualTo(knocksAnHour + 1);

        engine.Targets.Trouble = null;
        await engine.PassAsync(RetrySchedule.Longest + TimeSpan.FromSeconds(1));

        engine.Targets.ToldTo(RunningEngine.Down).Order().ShouldBe(_mails.Order());
        foreach (var alert in engine.Targets.ToldTo(RunningEngine.Down).GroupBy(title => title.Split(' ')[1]))
            alert.ShouldBe(_mails.Where(mail => mail.Split(' ')[1] == alert.Key));
        engine.Targets.MostAtOnce.ShouldBeLessThanOrEqualTo(PerDestination);
        engine.Targets.KnocksAt(RunningEngine.Down).Count.ShouldBe(wasted.Count + _mails.Count);
        engine.Targets.ToldTo(RunningEngine.Up).Count.ShouldBe(_mails.Count);
        (await engine.StatesAsync())[DeliveryState.Dead].ShouldBe(0);
    }
}
