using Mail2Alert.Alerts;
using Mail2Alert.Cli.Explain;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>Lets time pass in a test: all that a server would tell meanwhile, it tells at its time.</summary>
internal sealed class RehearsedTime(
    AlertEngine engine, GroupBook groups, Holds holds, ExpectationBook expectations, ExpiryBook expiries, RehearsalClock clock)
{
    // A group that is told every second for a year is a mistake in the test.
    private const int Most = 100_000;

    private int _own;

    /// <summary>Mail is expected from now on.</summary>
    public void Start() => expectations.Start([], [], clock.GetUtcNow());

    /// <returns>Who was told, in order.</returns>
    public IReadOnlyList<ExplainedDelivery> PassUntil(DateTimeOffset moment)
    {
        var told = new List<ExplainedDelivery>();
        for (var looks = 0; looks < Most && Next() is { } next && next <= moment; looks++)
        {
            if (next > clock.GetUtcNow())
                clock.Set(next);
            told.AddRange(TellDue());
        }
        clock.Set(moment);
        return told;
    }

    private DateTimeOffset? Next() => new[] { groups.Next, expectations.Next, expiries.Next }.Min();

    private IEnumerable<ExplainedDelivery> TellDue()
    {
        var now = clock.GetUtcNow();
        if (groups.TakeDue(now) is { } group)
            return Look(group, now);
        if (expectations.TakeDue(now) is { } expected)
            return Tell(expected, now);
        return expiries.TakeDue(now) is { } over ? Raise(over) : [];
    }

    private IEnumerable<ExplainedDelivery> Look(DueGroup group, DateTimeOffset now)
    {
        var flush = Flush.Of(group.Terms, group.State, group.Members, holds, now);
        groups.Done(flush);
        return flush.Told.Count == 0 ? [] : group.Terms.Targets.Select(Delivery);
    }

    private IEnumerable<ExplainedDelivery> Tell(DueExpectation due, DateTimeOffset now)
    {
        var name = due.Expectation.Name;
        expectations.Told(name, due.Missing is null ? new MissingState(name, due.Expectation.Source, now) : null);
        return Raise(due.Missing is { } was
            ? MissingMail.Back(due.Expectation, due.State, was, now)
            : MissingMail.Missing(due.Expectation, due.State, now));
    }

    private IEnumerable<ExplainedDelivery> Raise(Alert alert)
    {
        var mailId = $"own-{++_own}";
        var decided = engine.Decide(alert, mailId);
        engine.Remember(decided, mailId);
        return decided.Targets.Select(Delivery);
    }

    private static ExplainedDelivery Delivery(RoutedTarget routed) => new(routed.Target.Text, routed.Route.Name);
}
