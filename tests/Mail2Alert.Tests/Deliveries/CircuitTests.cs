using Mail2Alert.Deliveries;
using Mail2Alert.Tests.Storage;

namespace Mail2Alert.Tests.Deliveries;

public sealed class CircuitTests
{
    private readonly SettableClock _clock = new();
    private readonly Circuit _circuit;

    public CircuitTests() => _circuit = new Circuit(_clock);

    [Fact]
    public void Five_failures_in_a_row_open_it()
    {
        Fail(4);
        _circuit.IsOpen.ShouldBeFalse();
        Fail(1);
        _circuit.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void An_answer_in_between_begins_the_count_anew()
    {
        Fail(4);
        _circuit.Answered();
        Fail(4);
        _circuit.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void One_answer_closes_it()
    {
        Fail(5);
        _circuit.Answered();
        _circuit.IsOpen.ShouldBeFalse();
        _circuit.Wait.ShouldBe(TimeSpan.Zero);
        _circuit.DownFor.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void The_pauses_between_probes_grow_up_to_five_minutes()
    {
        Fail(5);
        var pauses = new List<double>();
        for (var probe = 0; probe < 8; probe++)
        {
            pauses.Add(_circuit.Wait.TotalSeconds);
            _clock.Pass(_circuit.Wait);
            _circuit.Wait.ShouldBe(TimeSpan.Zero);
            _circuit.Failed(wasProbe: true);
        }
        pauses.ShouldBe([5, 10, 20, 40, 80, 160, 300, 300]);
    }

    [Fact]
    public void Whoever_is_in_a_hurry_may_find_out_at_once_and_once_only()
    {
        Fail(5);
        _circuit.Hurry();
        _circuit.Wait.ShouldBe(TimeSpan.Zero);
        _circuit.IsOpen.ShouldBeTrue();

        _circuit.Failed(wasProbe: true);

        _circuit.Wait.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Attempts_that_began_before_it_opened_do_not_prolong_the_pause()
    {
        Fail(100);
        _circuit.Wait.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Setting_the_wall_clock_changes_no_pause()
    {
        Fail(5);
        _clock.Set(TimeSpan.FromDays(-1));
        _circuit.Wait.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void It_knows_for_how_long_nothing_went_through()
    {
        Fail(1);
        _clock.Pass(TimeSpan.FromHours(1));
        Fail(10);
        _circuit.DownFor.ShouldBe(TimeSpan.FromHours(1));
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
            _circuit.Failed(wasProbe: false);
    }
}
