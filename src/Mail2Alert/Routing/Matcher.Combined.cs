using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

internal abstract partial record Matcher
{
    private static Finding WithParts(Finding finding, Alert alert, MatchBudget budget, IReadOnlyList<Matcher> parts) =>
        finding with { Parts = [.. parts.Select(part => part.Explain(alert, budget))] };

    public sealed record All(IReadOnlyList<Matcher> Conditions) : Matcher
    {
        // Any one of them that does not match is enough.
        public override IEnumerable<Requirement> Requirements => Conditions.SelectMany(condition => condition.Requirements);

        public override Truth Matches(Alert alert, MatchBudget budget)
        {
            var truth = Truth.Yes;
            for (var i = 0; i < Conditions.Count && truth != Truth.No; i++)
                truth = truth.And(Conditions[i].Matches(alert, budget));
            return truth;
        }

        public override Finding Explain(Alert alert, MatchBudget budget) => WithParts(base.Explain(alert, budget), alert, budget, Conditions);

        public override string ToString() => string.Join(" and ", Conditions);
    }

    public sealed record Any(IReadOnlyList<Matcher> Conditions) : Matcher
    {
        public override IEnumerable<Requirement> Requirements => Requirement.AnyOf([.. Conditions.Select(condition => condition.Requirements.ToList())]);

        public override Truth Matches(Alert alert, MatchBudget budget)
        {
            var truth = Truth.No;
            for (var i = 0; i < Conditions.Count && truth != Truth.Yes; i++)
                truth = truth.Or(Conditions[i].Matches(alert, budget));
            return truth;
        }

        public override Finding Explain(Alert alert, MatchBudget budget) => WithParts(base.Explain(alert, budget), alert, budget, Conditions);

        public override string ToString() => $"({string.Join(" or ", Conditions)})";
    }

    public sealed record Not(Matcher Condition) : Matcher
    {
        public override Truth Matches(Alert alert, MatchBudget budget) => Condition.Matches(alert, budget).Not();

        public override Finding Explain(Alert alert, MatchBudget budget) => WithParts(base.Explain(alert, budget), alert, budget, [Condition]);

        public override string ToString() => $"not ({Condition})";
    }
}
