using CsCheck;
using Mail2Alert.Routing;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>What holds after any mails, waits, crashes, silences, acknowledgements and edits of the configuration.</summary>
public sealed class GroupPropertyTests
{
    private static readonly Matcher.During Night = new("night", [new TimeWindow(TimeZoneInfo.Utc) { Hours = [new DayPart(60, 120)] }]);

    private static readonly Grouping Urgent = ByHost with { Urgent = Is("urgent", "yes") };

    private static readonly Grouping Hourly = Grouping.Default with
    {
        Digest = new Digest([.. Enumerable.Range(0, 24).Select(hour => new TimeOnly(hour, 15))], TimeZoneInfo.Utc),
        Repeat = null,
    };

    private static readonly GroupFile[] Files =
    [
        new(Route("ops", ByHost)),
        new(Route("dev", Grouping.Default, Dev, host: "web1"), Route("ops", ByHost)),
        new(Route("ops")),
        new(Route("ops", ByHost with { By = null })),
        new(Muted(Route("ops"))),
        new(Muted(Route("dev", ByHost, Dev)) with { Continue = true }, Route("ops", Grouping.Default)),
        new(Route("ops", Urgent)),
        new(Route("ops", Hourly), Route("dev", Hourly, Dev)),
        new(Escalated(Route("ops"))),
        new(Escalated(Route("ops", Urgent))),
        new(Escalated(Route("ops", Urgent), Ops)),
        new(Muted(Escalated(Route("ops", host: "web2"))), Muted(Route("dev", Urgent, Dev))),
        new(Route("ops")) { Inhibits = true },
        new(Escalated(Route("ops"))) { Inhibits = true },
        new(Route("dev", Urgent, Dev) with { Continue = true }, Muted(Route("ops"))) { Inhibits = true },
        new(Flapping(Route("ops"))),
        new(Flapping(Muted(Route("dev", ByHost, Dev))) with { Continue = true }, Flapping(Escalated(Route("ops")))),
        new(Flapping(Route("ops", Urgent))) { Inhibits = true },
        new(Flapping(Route("dev", Hourly, Dev, host: "web1")), Flapping(Route("ops", Grouping.Default))),
    ];

    private static readonly Gen<GroupStep> Mails = Gen.Select(Gen.Bool, Gen.Int[0, 3], Gen.Bool).Select((fires, key, isUrgent) => (GroupStep)(key switch
    {
        0 => new GroupStep.Mail(fires, "k0", "web1", isUrgent),
        3 => new GroupStep.Mail(fires, GroupFile.Cause, GroupFile.Down, isUrgent),
        _ => new GroupStep.Mail(fires, $"k{key}", GroupFile.Down, isUrgent),
    }));

    private static readonly Gen<GroupStep> Steps = Gen.Frequency(
        (10, Mails),
        (2, Gen.OneOf("web1", "web2").Select(host => (GroupStep)new GroupStep.News(host))),
        (6, Gen.OneOf(1, 20, 40, 360, 900, 18_000).Select(seconds => (GroupStep)new GroupStep.Wait(seconds))),
        (2, Gen.Const((GroupStep)new GroupStep.Crash())),
        (1, Gen.OneOf("web1", "web2", "web.*").Select(host => (GroupStep)new GroupStep.Silence(host))),
        (1, Gen.Select(Gen.Int[0, 2], Gen.Bool).Select((key, isTaken) => (GroupStep)new GroupStep.Acknowledge($"k{key}", isTaken))),
        (1, Gen.Int[0, Files.Length - 1].Select(file => (GroupStep)new GroupStep.Edit(file))));

    [Fact]
    public async Task Everybody_hears_what_is_and_nothing_twice_and_in_the_end_nothing_is_left() =>
        await Gen.Select(Gen.Int[0, Files.Length - 1], Steps.Array[1, 14]).SampleAsync(
            async (file, steps) =>
            {
                await using var world = new GroupWorld(Files, file);
                await world.RunAsync(steps);
                await world.SettleAsync();
                world.EverybodyHeardWhatIs();
                world.NewsWasToldOnce();
                world.NothingWasRepeatedEarly();
                await world.EndAsync();
            },
            threads: 1,
            print: world => $"file {world.Item1}: {string.Join<GroupStep>("; ", world.Item2)}");

    private static Route Muted(Route route) => route with { Options = route.Options with { Mute = [Night] } };

    private static Route Flapping(Route route) => route with { Options = route.Options with { Flapping = new Flapping(2, TimeSpan.FromMinutes(20)) } };

    private static Route Escalated(Route route, params Target[] to) => route with
    {
        Options = route.Options with { Escalation = [new EscalationStep(TimeSpan.FromMinutes(15), new Receiver("boss", [Boss, .. to]))] },
    };
}
