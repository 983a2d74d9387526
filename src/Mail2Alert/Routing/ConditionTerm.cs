namespace Mail2Alert.Routing;

/// <summary>Simple conditions, of which some must hold and others must not.</summary>
internal sealed record ConditionTerm(IReadOnlyList<Matcher> Holding, IReadOnlyList<Matcher> Failing)
{
    public static ConditionTerm Empty { get; } = new([], []);

    public static ConditionTerm Of(Matcher condition, bool holds) => holds ? new([condition], []) : new([], [condition]);

    /// <summary>True when no alert can be so.</summary>
    /// <param name="budget">For expressions that are tried on values.</param>
    public bool IsContradiction(MatchBudget budget) =>
        Holding.Any(Failing.Contains) || Fields.Any(field => IsContradictory(field, budget));

    private IEnumerable<IGrouping<Field, Matcher.OfField>> Fields => Holding.OfType<Matcher.OfField>().GroupBy(condition => condition.Field);

    public ConditionTerm And(ConditionTerm other) => new([.. Holding, .. other.Holding], [.. Failing, .. other.Failing]);

    // Of several values each condition may mean another.
    private bool IsContradictory(IGrouping<Field, Matcher.OfField> field, MatchBudget budget)
    {
        var failing = Failing.OfType<Matcher.OfField>().Where(condition => condition.Field == field.Key).ToList();
        return field.Key.IsMany
            ? field.Any(condition => new ValueTerm([condition], failing, budget).IsContradiction)
            : new ValueTerm([.. field], failing, budget).IsContradiction;
    }
}
