using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.EndToEnd.Alerting;

/// <summary>Our routes and groups, through the same steps by a clock of our own.</summary>
internal sealed class OurGroups : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private readonly Holds _holds = new(new SilenceBook());
    private readonly List<(string Group, string Said)> _told = [];
    private readonly GroupBook _groups;
    private readonly AlertEngine _engine;
    private DateTimeOffset _now = Start;

    private OurGroups(IReadOnlyList<Route> routes)
    {
        _groups = new GroupBook(new GroupTermsBook(routes).Find, new GroupLimits(), this);
        _engine = new AlertEngine(
            new Router(routes),
            new Planner(_holds, _groups),
            new AlertMemory(100),
            _groups,
            new ExpectationBook([]),
            new ExpiryBook(new Dictionary<string, TimeSpan>()),
            this);
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public static IReadOnlyList<(string Group, string Said)> Run(Script script)
    {
        var ours = new OurGroups(RouteIds.Name(script.Tree.Select(node => node.ToRoute())));
        for (var step = 0; step < Script.Steps.Count; step++)
        {
            ours.PassTo(Start + Script.Steps[step]);
            foreach (var alert in script.Mailed(step, ours._now))
                ours._engine.Remember(ours._engine.Decide(alert, "mail"), "mail");
        }
        ours.PassTo(Start + Script.End);
        return ours._told;
    }

    private void PassTo(DateTimeOffset end)
    {
        while (_groups.Next is { } next && next <= end)
        {
            _now = next > _now ? next : _now;
            if (_groups.TakeDue(_now) is { } due)
                Look(due);
        }
        _now = end;
    }

    private void Look(DueGroup group)
    {
        var flush = Flush.Of(group.Terms, group.State, group.Members, _holds, _now);
        _groups.Done(flush);
        if (flush.Told.Count == 0)
            return;
        var labels = flush.Told[0].Alert.Labels.Where(label => group.Terms.Grouping.By?.Contains(label.Key) != false);
        _told.Add((
            Script.Group(group.Terms.To[0].Name, labels),
            Script.Said(Names(flush, member => member.IsFiring), Names(flush, member => member.IsResolved))));
    }

    private static IEnumerable<string> Names(Flush flush, Func<GroupMember, bool> which) => flush.Told.Where(which).Select(member => member.Alert.Key);
}
