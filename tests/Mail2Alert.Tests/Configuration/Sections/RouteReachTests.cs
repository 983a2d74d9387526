namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class RouteReachTests
{
    private const string Head = "relay: mail\nsources: { gocd: {}, mail: {} }\ntimes: { nights: { hours: 22-6 }, office: { hours: 8-17 } }\nroutes:\n";
    private const string Contradiction = "no alert can match this route: its conditions contradict each other";
    private const string WithOuter = "no alert can match this route: its conditions contradict those of the routes around it";

    [Theory]
    [InlineData("- { when: { source: gocd, any: [ { source: mail } ] }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { event: BREAKS, not: { event: [BREAKS, FIXED] } }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { pipeline: shop, all: [ { pipeline: /^web/ } ] }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { counter: '> 10', not: { counter: '> 5' } }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { counter: '> 10', all: [ { counter: '< 5' } ] }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { time: nights, not: { time: nights } }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { subject: /x/, not: { subject: /x/ } }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { header: { X-A: b }, not: { header: { X-A: [a, b] } } }, to: 'mailto:a@b' }", "5:3", Contradiction)]
    [InlineData("- { when: { source: gocd }, to: 'mailto:a@b', routes: [ { when: { source: mail } } ] }", "5:57", WithOuter)]
    [InlineData("- { when: { source: gocd }, routes: [ { routes: [ { when: { not: { source: gocd } }, to: 'mailto:a@b' } ] } ] }", "5:51", WithOuter)]
    public void Warns_of_a_route_that_can_never_match(string routes, string at, string warning) =>
        Loaded.Problems(Head + routes).ShouldBe([$"{at}: warning: {warning}"]);

    [Theory]
    [InlineData("- { when: { event: [BREAKS, FIXED] }, to: 'mailto:a@b' }\n- { when: { event: FIXED, source: gocd }, to: 'mailto:c@d' }", 5, "6:3")]
    [InlineData("- { when: { subject: /x/ }, to: 'mailto:a@b' }\n- { when: { subject: /x/, stage: y }, to: 'mailto:c@d' }", 5, "6:3")]
    [InlineData("- { when: { any: [ { stage: a }, { group: b } ] }, to: 'mailto:a@b' }\n- { when: { group: b }, to: 'mailto:c@d' }", 5, "6:3")]
    [InlineData("- { when: { not: { stage: a } }, to: 'mailto:a@b' }\n- { when: { stage: b }, to: 'mailto:c@d' }", 5, "6:3")]
    [InlineData("- { when: { counter: '> 1' }, to: 'mailto:a@b' }\n- { when: { counter: 5..9 }, to: 'mailto:c@d' }", 5, "6:3")]
    [InlineData("- { when: { network: 10.0.0.0/8 }, to: 'mailto:a@b' }\n- { when: { network: 10.1.0.0/16 }, to: 'mailto:c@d' }", 5, "6:3")]
    [InlineData("- { when: { stage: a }, to: 'mailto:a@b' }\n- { when: { source: gocd }, to: 'mailto:e@f', routes: [ { when: { stage: a } } ] }", 5, "6:57")]
    [InlineData("- { when: { source: gocd }, routes: [ { when: { stage: a }, to: 'mailto:a@b' } ] }\n- { when: { source: gocd, stage: a }, to: 'mailto:c@d' }", 5, "6:3")]
    [InlineData("- { to: 'mailto:a@b', routes: [ { when: { stage: a } }, { when: { stage: a } } ] }", 5, "5:57")]
    [InlineData("- { when: { stage: x }, to: 'mailto:a@b', routes: [ { to: 'mailto:c@d' }, { to: 'mailto:e@f' } ] }", 5, "5:75")]
    public void Warns_of_a_route_that_an_earlier_one_hides(string routes, int line, string at) =>
        Loaded.Problems(Head + routes).ShouldHaveSingleItem().ShouldStartWith($"{at}: warning: no alert gets this far: the route in line {line} takes ");

    [Theory]
    [InlineData("- { when: { event: FIXED }, to: 'mailto:a@b' }\n- { when: { event: [BREAKS, FIXED] }, to: 'mailto:c@d' }")]
    [InlineData("- { when: { event: FIXED }, to: 'mailto:a@b', continue: true }\n- { when: { event: FIXED }, to: 'mailto:c@d' }")]
    [InlineData("- { when: { subject: /x/ }, to: 'mailto:a@b' }\n- { when: { subject: /xy/ }, to: 'mailto:c@d' }")]
    [InlineData("- { when: { source: gocd }, routes: [ { when: { stage: a }, to: 'mailto:a@b' } ] }\n- { when: { source: gocd }, to: 'mailto:c@d' }")]
    [InlineData("- { when: { time: nights, not: { time: office } }, to: 'mailto:a@b' }")]
    [InlineData("- { when: { rcpt-to: a@b, all: [ { rcpt-to: c@d } ] }, to: 'mailto:a@b' }")]
    [InlineData("- { when: { not: { severity: [info, warning, error, critical] } }, to: 'mailto:a@b' }")]
    [InlineData("- { when: { mail-from: a@b, not: { mail-from: '/(?-i)A/' } }, to: 'mailto:a@b' }")]
    public void Is_silent_where_an_alert_may_come(string routes) => Loaded.Problems(Head + routes).ShouldBeEmpty();

    [Fact]
    public void Of_a_thousand_routes_few_are_compared_closely()
    {
        var routes = string.Concat(Enumerable.Range(0, 1000)
            .Select(i => $"- {{ when: {{ source: gocd, pipeline: p{i}, not: {{ subject: /x/ }} }}, to: 'mailto:a@b' }}\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Loaded.Problems(Head + routes).ShouldBeEmpty();

        // Half a million close comparisons would allocate gigabytes.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000_000);
    }
}
