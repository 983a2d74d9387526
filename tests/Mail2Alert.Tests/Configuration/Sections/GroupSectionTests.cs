using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

/// <summary><c>group</c>, <c>mute</c> and <c>active</c> of routes.</summary>
public sealed class GroupSectionTests
{
    private const string Head = """
        relay: mail.example.com
        sources: { gocd: {}, mail: {} }
        times: { night: { hours: '22:00-06:00' } }
        receivers: { ops: mailto:ops@example.com }

        """;

    [Theory]
    [InlineData("{}", "", 30, 300, 14_400)]
    [InlineData("{ by: source }", "source", 30, 300, 14_400)]
    [InlineData("{ by: [source, pipeline], wait: 0s, interval: 1m, repeat: 3d }", "source pipeline", 0, 60, 259_200)]
    [InlineData("{ wait: 10s, repeat: never }", "", 10, 300, null)]
    [InlineData("{ by: '...' }", null, 30, 300, 14_400)]
    public void Reads_how_alerts_are_told_together(string written, string? by, int wait, int interval, int? repeat)
    {
        var grouping = Options($"group: {written}").Grouping!;
        (grouping.By is null ? null : string.Join(' ', grouping.By)).ShouldBe(by);
        (grouping.Wait.TotalSeconds, grouping.Interval.TotalSeconds, grouping.Repeat?.TotalSeconds).ShouldBe((wait, interval, repeat));
    }

    [Fact]
    public void A_digest_is_told_at_times_of_day_and_not_repeated_unless_asked()
    {
        var grouping = Options("group: { digest: ['08:00', '16:30'], zone: Europe/Stockholm, urgent: { severity: critical } }").Grouping!;
        grouping.Digest!.Times.ShouldBe([new TimeOnly(8, 0), new TimeOnly(16, 30)]);
        grouping.Digest.Zone.Id.ShouldBe("Europe/Stockholm");
        grouping.Repeat.ShouldBeNull();
        grouping.Urgent!.ToString().ShouldBe("severity is critical");
        Options("group: { digest: '08:00', repeat: 1d }").Grouping!.Repeat.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public void Mutes_and_activates_at_named_times()
    {
        var options = Options("mute: night, active: [night]");
        options.Mute.ShouldHaveSingleItem().Name.ShouldBe("night");
        options.Active.ShouldHaveSingleItem().Name.ShouldBe("night");
    }

    [Fact]
    public void Routes_inside_inherit_each_value_and_may_do_without()
    {
        var route = Loaded.Valid(Head + """
            routes:
              - to: ops
                group: { by: source, wait: 10s }
                mute: night
                routes:
                  - { when: { source: gocd }, group: { interval: 1m } }
                  - { when: { source: mail }, group: none, mute: [] }
            """).Routes[0];
        var (inner, alone) = (route.Routes[0].Options, route.Routes[1].Options);
        (inner.Grouping!.By, inner.Grouping.Wait, inner.Grouping.Interval).ShouldBe((route.Options.Grouping!.By, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)));
        inner.Mute.Count.ShouldBe(1);
        (alone.Grouping, alone.Mute.Count).ShouldBe((null, 0));
    }

    [Theory]
    [InlineData("group: yes", "5:29: error: 'group' expects a mapping such as { by: source, wait: 30s }, or 'none'")]
    [InlineData("group: { by: sorce }", "5:35: error: there is no label 'sorce'; did you mean 'source'?")]
    [InlineData("group: { wait: soon }", "5:37: error: 'wait' expects 0s, or a time from 1ms to 1d, such as 45s, 5m or 1h30m, found 'soon'")]
    [InlineData("group: { repeat: often }", "5:39: error: 'repeat' expects 'never', or a time from 1s to 3650d, such as 12h, 3d or 30d, found 'often'")]
    [InlineData("group: { digest: noon }", "5:39: error: 'digest' expects a time of day such as '08:00', found 'noon'")]
    [InlineData("group: { digest: '08:00', wait: 1s }", "5:54: error: a digest is told at times of day; leave out 'wait'")]
    [InlineData("group: { zone: UTC }", "5:37: error: 'zone' says where the times of day under 'digest' are, and there are none")]
    [InlineData("group: { by: source, every: 1h }", "5:43: error: unknown key 'every' in 'group'")]
    [InlineData("mute: nihgt", "5:28: error: there is no time 'nihgt' under 'times'; did you mean 'night'?")]
    public void Says_what_is_wrong(string options, string problem) =>
        Loaded.Problems($"{Head}routes: [ {{ to: ops, {options} }} ]").ShouldHaveSingleItem().ShouldStartWith(problem);

    [Theory]
    [InlineData("group: {}", "group")]
    [InlineData("mute: night", "mute")]
    [InlineData("active: night", "active")]
    public void Needs_a_store(string options, string key) => Loaded.Problems($"{Head}store: none\nroutes: [ {{ to: ops, {options} }} ]")
        .ShouldHaveSingleItem().ShouldEndWith($"error: '{key}' needs a store, in which alerts wait; leave out 'store: none'");

    private static RouteOptions Options(string written) => Loaded.Valid($"{Head}routes: [ {{ to: ops, {written} }} ]").Routes[0].Options;
}
