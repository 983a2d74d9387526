using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Sections;

namespace Mail2Alert.Tests.Alerts;

public sealed class IntervalTests
{
    [Theory]
    [InlineData("> 5", "6 5.01 1e3", "5 -7 5s x 2026-01-01")]
    [InlineData(">=5", "5 6", "4.999")]
    [InlineData("< -1.5", "-2", "-1.5 0")]
    [InlineData("<= 5", "5 0", "5.1")]
    [InlineData("1..10", "1 10 5.5", "0.9 10.1 5m")]
    [InlineData("> 1h30m", "91m 1d 2h", "1h30m 90m 5 1h")]
    [InlineData("1s..1m", "1s 60s 1s500ms", "61s 1000")]
    [InlineData(">= 2026-01-01", "2026-01-01 2026-01-01T00:00:00Z 2027-06-01T12:00", "2025-12-31T23:59:59Z 2026 9999")]
    [InlineData("> 2026-01-01", "2026-01-02", "2026-01-01T23:59:59Z")]
    [InlineData("<= 2026-01-01", "2026-01-01T23:59:59.999Z", "2026-01-02")]
    [InlineData("2026-01-01..2026-01-31", "2026-01-31T23:59Z 2026-02-01T00:30+01:00", "2026-02-01 2025-12-31T22:00Z")]
    [InlineData("> 2026-01-01T12:00+01:00", "2026-01-01T11:00:01Z", "2026-01-01T11:00:00Z")]
    public void Holds_what_it_says(string written, string inside, string outside)
    {
        var interval = IntervalText.Parse(written).ShouldNotBeNull();

        inside.Split(' ').ShouldAllBe(text => interval.Holds(text));
        outside.Split(' ').ShouldAllBe(text => !interval.Holds(text));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("> five")]
    [InlineData("1..five")]
    [InlineData("5..1h")]
    [InlineData(">")]
    [InlineData("..")]
    public void Takes_nothing_else_for_a_comparison(string written) => IntervalText.Parse(written).ShouldBeNull();

    [Fact]
    public void Intervals_are_compared_as_their_numbers_are() => Gen.Select(Some, Some).Sample((one, other) =>
    {
        var numbers = Enumerable.Range(0, 41).Select(i => $"{i / 4.0}").ToList();
        if (one.IsWithin(other))
            numbers.Where(one.Holds).ShouldAllBe(number => other.Holds(number));
        if (one.IsApartFrom(other))
            numbers.Where(one.Holds).ShouldAllBe(number => !other.Holds(number));
        if (one.IsEmpty)
            numbers.ShouldAllBe(number => !one.Holds(number));
    });

    private static Gen<Bound?> End { get; } = Gen.Select(Gen.Int[0, 10], Gen.Bool, Gen.Int[0, 3])
        .Select((at, isIn, kind) => kind == 0 ? default(Bound?) : new Bound(at, isIn));

    private static Gen<Interval> Some { get; } = Gen.Select(End, End, (from, to) => new Interval("", QuantityKind.Number, from, to));
}
