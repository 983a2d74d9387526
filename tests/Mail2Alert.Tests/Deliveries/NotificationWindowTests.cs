using Mail2Alert.Deliveries;
using Mail2Alert.Routing;
using Mail2Alert.Tests.Storage;

namespace Mail2Alert.Tests.Deliveries;

public sealed class NotificationWindowTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SettableClock _clock = new();

    [Fact]
    public void There_is_room_again_as_soon_as_the_first_of_the_last_ones_is_long_enough_ago()
    {
        var window = Window(2);
        Tell(window);
        _clock.Pass(Minute);
        Tell(window);
        _clock.Pass(Minute);

        window.TryTake().ShouldBeFalse();
        window.Wait.ShouldBe(58 * Minute);
        _clock.Pass(58 * Minute);

        window.TryTake().ShouldBeTrue();
        window.TryTake().ShouldBeFalse();
    }

    [Fact]
    public void What_is_under_way_takes_a_place_and_gives_it_back_when_it_fails()
    {
        var window = Window(1);
        window.TryTake().ShouldBeTrue();
        window.TryTake().ShouldBeFalse();
        window.Wait.ShouldBeLessThan(Minute);

        window.Ended(isTold: false);

        window.Wait.ShouldBe(TimeSpan.Zero);
        window.TryTake().ShouldBeTrue();
    }

    [Fact]
    public void What_was_told_before_a_restart_counts()
    {
        var window = Window(1, _clock.GetUtcNow() - (20 * Minute));

        window.TryTake().ShouldBeFalse();
        window.Wait.ShouldBe(40 * Minute);
    }

    [Fact]
    public void A_clock_that_is_set_back_gives_room_rather_than_a_longer_wait()
    {
        var window = Window(1);
        Tell(window);

        _clock.Set(-TimeSpan.FromDays(1));

        window.Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Says_once_that_something_is_held_back_until_it_is_told()
    {
        var window = Window(1);

        window.Hold().ShouldBeTrue();
        window.Hold().ShouldBeFalse();
        window.LetGo();
        window.Hold().ShouldBeTrue();
    }

    private NotificationWindow Window(int most, params DateTimeOffset[] past) => new(new Allowance(most, 60 * Minute), past, _clock);

    private static void Tell(NotificationWindow window)
    {
        window.TryTake().ShouldBeTrue();
        window.Ended(isTold: true);
    }
}
