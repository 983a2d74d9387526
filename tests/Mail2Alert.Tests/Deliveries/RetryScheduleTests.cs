using CsCheck;
using Mail2Alert.Deliveries;
using Mail2Alert.Tests.Storage;

namespace Mail2Alert.Tests.Deliveries;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan ThreeDays = TimeSpan.FromDays(3);

    private readonly SettableClock _clock = new();

    [Fact]
    public void Pauses_double_from_five_seconds_to_a_quarter_of_an_hour()
    {
        var schedule = new RetrySchedule(ThreeDays, _clock, () => 0);

        Enumerable.Range(1, 10).Select(attempts => schedule.After(attempts).TotalSeconds)
            .ShouldBe([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
        schedule.After(int.MaxValue).ShouldBe(RetrySchedule.Longest);
    }

    [Fact]
    public void Up_to_a_quarter_of_each_pause_is_left_to_chance() => Gen.Select(Gen.Int[1, 400], Gen.Double[0, 1]).Sample((attempts, chance) =>
    {
        var longest = new RetrySchedule(ThreeDays, _clock, () => 0).After(attempts);
        var pause = new RetrySchedule(ThreeDays, _clock, () => chance).After(attempts);
        return pause <= longest && pause >= longest * 0.75;
    });

    [Fact]
    public void A_target_that_asks_for_more_time_gets_it_up_to_a_day()
    {
        var schedule = new RetrySchedule(ThreeDays, _clock, () => 0);

        schedule.After(1, TimeSpan.FromMinutes(2)).ShouldBe(TimeSpan.FromMinutes(2));
        schedule.After(1, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromSeconds(5));
        schedule.After(1, TimeSpan.FromDays(365)).ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public void A_delivery_is_given_up_when_it_is_old_and_was_tried_often()
    {
        var schedule = new RetrySchedule(ThreeDays, _clock);
        var created = _clock.GetUtcNow();
        schedule.IsOver(1000, created).ShouldBeFalse();

        _clock.Pass(ThreeDays);

        schedule.IsOver(1000, created).ShouldBeTrue();
        schedule.IsOver(2, created).ShouldBeFalse();
    }

    [Fact]
    public void A_clock_that_jumps_ahead_makes_nothing_old()
    {
        var schedule = new RetrySchedule(ThreeDays, _clock);
        var created = _clock.GetUtcNow();
        _clock.Set(TimeSpan.FromDays(365));

        schedule.IsOver(1000, created).ShouldBeFalse();

        _clock.Pass(ThreeDays);
        schedule.IsOver(1000, created).ShouldBeTrue();
    }

    [Fact]
    public void A_short_time_to_give_up_needs_few_attempts()
    {
        var schedule = new RetrySchedule(TimeSpan.FromSeconds(20), _clock);
        var created = _clock.GetUtcNow();
        _clock.Pass(TimeSpan.FromSeconds(20));

        schedule.IsOver(4, created).ShouldBeTrue();
        schedule.IsOver(3, created).ShouldBeFalse();
    }
}
