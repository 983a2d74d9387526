namespace Mail2Alert.Routing;

/// <summary>Simple conditions, of which some must hold and others must not.</summary>
internal sealed record ConditionTerm(IReadOnlyList<Matcher> Holding, IReadOnlyList<Matcher> Failing)
{
    public static ConditionTerm Empty { get; } = new([], []);

    public static ConditionTerm Of(Matcher condition, bool holds) => holds ? new([condition], []) : new([], [condition]);

    /// <summary>True when no alert can be so.</summary>
    /// <param name="patience">For expressions that are tried on values.</param>
    public bool IsContradiction(Patience patience) =>
        Holding.Any(Failing.Contains) || Fields.Any(field => IsContradictory(field, patience));

    private IEnumerable<IGrouping<Field, Matcher.OfField>> Fields => Holding.OfType<Matcher.OfField>().GroupBy(condition => condition.Field);

    public ConditionTerm And(ConditionTerm other) => new([.. Holding, .. other.Holding], [.. Failing, .. other.Failing]);

    // Of several values each condition may mean another.
    private bool IsContradictory(IGrouping<Field, Matcher.OfField> field, Patience patience)
    {
        var failing = Failing.OfType<Matcher.OfField>().Where(condition => condition.Field == field.Key).ToList();
        return field.Key.IsMany
            ? field.Any(condition => new ValueTerm([condition], failing, patience).IsContradiction)
            : new ValueTerm([.. field], failing, patience).IsContradiction;
    }
}
