using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class ReceiversSectionTests
{
    private const string Tail = """

        slack: { token: x }
        routes: [ { to: a } ]
        """;

    [Fact]
    public void A_receiver_names_another_to_fall_back_on_which_counts_as_used()
    {
        var receivers = Loaded.Valid($"receivers: {{ a: {{ to: [ 'slack:#a', 'slack:#b' ], fallback: b, after: 5m, give-up: 6h }}, b: 'slack:#c' }}{Tail}").Receivers;

        receivers[0].Targets.Select(target => target.Text).ShouldBe(["slack:#a", "slack:#b"]);
        receivers[0].Fallback.ShouldBe(new Fallback("b", TimeSpan.FromMinutes(5)));
        receivers[0].GiveUp.ShouldBe(TimeSpan.FromHours(6));
        receivers[1].Fallback.ShouldBeNull();
    }

    [Fact]
    public void A_receiver_may_limit_how_often_its_targets_are_told()
    {
        var receivers = Loaded.Valid($"receivers: {{ a: {{ to: 'slack:#a', limit: {{ most: 10, per: 1h }} }}, b: {{ to: 'slack:#c' }} }}\nslack: {{ token: x }}\nroutes: [ {{ to: [ a, b ] }} ]").Receivers;

        receivers[0].Limit.ShouldBe(new Allowance(10, TimeSpan.FromHours(1)));
        receivers[1].Limit.ShouldBeNull();
    }

    [Fact]
    public void Half_an_hour_is_too_long_unless_the_file_says_otherwise() =>
        Loaded.Valid($"receivers: {{ a: {{ to: 'slack:#a', fallback: b }}, b: 'slack:#c' }}{Tail}").Receivers[0].Fallback!.After
            .ShouldBe(TimeSpan.FromMinutes(30));

    [Fact]
    public void A_route_to_several_receivers_leaves_each_its_own_fallback() =>
        Loaded.Valid("""
            slack: { token: x }
            receivers: { a: { to: 'slack:#a', fallback: c }, b: 'slack:#b', c: 'slack:#c' }
            routes: [ { to: [ a, b ] } ]
            """).Routes[0].To.Select(receiver => receiver.Fallback?.To).ShouldBe(["c", null]);

    [Theory]
    [InlineData("{ a: { to: 'slack:#a', fallback: a } }", "1:45: error: the receiver 'a' falls back on itself")]
    [InlineData("{ a: { to: 'slack:#a', fallback: b }, b: { to: 'slack:#b', fallback: a } }",
        "1:45: error: receivers fall back on one another: a, b, a")]
    [InlineData("{ a: { to: 'slack:#a', fallback: b }, b: { to: 'slack:#b', fallback: c }, c: { to: 'slack:#c', fallback: b } }",
        "1:81: error: receivers fall back on one another: b, c, b")]
    [InlineData("{ a: { to: 'slack:#a', fallback: blu }, blue: 'slack:#b' }", "1:45: error: there is no receiver 'blu'; did you mean 'blue'?",
        "1:52: warning: no route uses the receiver 'blue'")]
    [InlineData("{ a: { to: 'slack:#a', fallback: 'slack://t/#b' } }", "1:45: error: 'fallback' expects the name of a receiver, found 'slack://***'")]
    [InlineData("{ a: { to: 'slack:#a', after: 5m } }", "1:42: error: 'after' says when the receiver under 'fallback' is told, and there is none")]
    [InlineData("{ a: { to: 'slack:#a', fallback: b, after: soon }, b: 'slack:#b' }",
        "1:55: error: 'after' expects a time from 1s to 3650d, such as 12h, 3d or 30d, found 'soon'")]
    [InlineData("{ a: { fallback: b }, b: 'slack:#b' }",
        "1:17: error: the receiver 'a' expects 'to' with a target such as mailto:name@example.com or slack:#channel")]
    [InlineData("{ a: { to: 'slack:#a', giveup: 6h } }", "1:35: error: unknown key 'giveup' in 'a'; did you mean 'give-up'?")]
    [InlineData("{ a: { to: 'slack:#a', limit: 10 } }", "1:42: error: 'limit' expects a mapping of keys to values, found '10'")]
    [InlineData("{ a: { to: 'slack:#a', limit: { most: 10 } } }",
        "1:42: error: 'limit' expects 'most' and 'per', such as { most: 10, per: 1h }; 'per' is missing")]
    [InlineData("{ a: { to: 'slack:#a', limit: { most: 0, per: 1h } } }", "1:50: error: 'most' expects a number from 1 to 10000, found '0'")]
    [InlineData("{ a: { to: 'slack:#a', limit: { most: 9, per: often } } }",
        "1:58: error: 'per' expects a time from 1s to 3650d, such as 12h, 3d or 30d, found 'often'")]
    [InlineData("{ a: { to: 'slack:#a', limit: { most: 9, per: 1h, burst: 3 } } }", "1:62: error: unknown key 'burst' in 'limit'; known are most, per")]
    public void Says_what_is_wrong(string receivers, params string[] problems) =>
        Loaded.Problems($"receivers: {receivers}{Tail}").ShouldBe(problems);

    [Fact]
    public void What_waits_needs_a_store() =>
        Loaded.Problems($"receivers: {{ a: {{ to: 'slack:#a', fallback: b, after: 1m, give-up: 1h, limit: {{ most: 1, per: 1h }} }}, b: 'slack:#b' }}{Tail}\nstore: none").ShouldBe(
        [
            "1:45: error: 'fallback' needs a store, in which the alert waits; leave out 'store: none'",
            "1:55: error: 'after' needs a store, in which the alert waits; leave out 'store: none'",
            "1:68: error: 'give-up' needs a store, in which the alert waits; leave out 'store: none'",
            "1:79: error: 'limit' needs a store, in which the alert waits; leave out 'store: none'",
        ]);

    [Fact]
    public void Bounces_can_be_turned_off()
    {
        Loaded.Valid("").Bounces.ShouldBeTrue();
        Loaded.Valid("bounces: false").Bounces.ShouldBeFalse();
    }
}
