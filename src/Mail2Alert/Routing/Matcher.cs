using System.Globalization;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>A condition on an alert, compiled. The set is closed; sources add to it by predicates.</summary>
internal abstract partial record Matcher
{
    private Matcher()
    {
    }

    /// <summary>What must be so for this to match, or to be undecided, as far as it can be told without an alert.</summary>
    public virtual IEnumerable<Requirement> Requirements => [];

    public Truth Matches(Alert alert) => Matches(alert, new MatchBudget());

    public abstract Truth Matches(Alert alert, MatchBudget budget);

    /// <summary>The verdict with its reasons. Made when somebody asks: routing itself needs only the verdict.</summary>
    public virtual Finding Explain(Alert alert, MatchBudget budget) => new(ToString(), Matches(alert, budget));

    public Finding Explain(Alert alert) => Explain(alert, new MatchBudget());

    /// <summary>The condition in words, for explanations.</summary>
    public abstract override string ToString();

    /// <summary>Matches every alert.</summary>
    public sealed record Always : Matcher
    {
        public override Truth Matches(Alert alert, MatchBudget budget) => Truth.Yes;

        public override string ToString() => "always";
    }

    /// <summary>The mail came within one of these windows.</summary>
    public sealed record During(string Name, IReadOnlyList<TimeWindow> Windows) : Matcher
    {
        public override Truth Matches(Alert alert, MatchBudget budget) => IsOpen(alert.At).ToTruth();

        public bool IsOpen(DateTimeOffset at) => Windows.Any(window => window.Holds(at));

        public override Finding Explain(Alert alert, MatchBudget budget) =>
            base.Explain(alert, budget) with { Label = "time", Saw = Local(alert.At) };

        public override string ToString() => $"time is {Name}";

        private string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Windows[0].Zone)
            .ToString($"ddd yyyy-MM-dd HH:mm '{Windows[0].Zone.Id}'", CultureInfo.InvariantCulture);
    }

    /// <summary>A source's own predicate.</summary>
    public sealed record Holds(string Text, Func<Alert, Truth> Predicate) : Matcher
    {
        public override Truth Matches(Alert alert, MatchBudget budget) => budget.Holds(Predicate, alert);

        public override string ToString() => Text;
    }
}
