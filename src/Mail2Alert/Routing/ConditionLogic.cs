namespace Mail2Alert.Routing;

/// <summary>
/// What can be said of conditions without an alert. Cautious: a claim is true of every alert; where it would take too long to be sure, or the
/// texts of two expressions differ, nothing is claimed.
/// </summary>
internal sealed class ConditionLogic
{
    // A condition of people has a few alternatives; one with more is left alone.
    private const int MostTerms = 256;

    private readonly MatchBudget _budget = new();

    /// <summary>True when no alert can match.</summary>
    public bool NeverMatches(Matcher condition) => Alternatives(condition, holds: true)?.All(term => term.IsContradiction(_budget)) ?? false;

    /// <summary>True when every alert that matches the narrow condition matches the wide one.</summary>
    public bool Covers(Matcher wide, Matcher narrow) => NeverMatches(new Matcher.All([narrow, new Matcher.Not(wide)]));

    // One of them must hold, and in it everything; null for too many.
    private static IReadOnlyList<ConditionTerm>? Alternatives(Matcher condition, bool holds) => condition switch
    {
        Matcher.Always => holds ? [ConditionTerm.Empty] : [],
        Matcher.Not not => Alternatives(not.Condition, !holds),
        Matcher.All all => holds ? Each(all.Conditions, holds) : Any(all.Conditions, holds),
        Matcher.Any any => holds ? Any(any.Conditions, holds) : Each(any.Conditions, holds),
        _ => [ConditionTerm.Of(condition, holds)],
    };

    private static List<ConditionTerm>? Any(IReadOnlyList<Matcher> conditions, bool hold)
    {
        var terms = new List<ConditionTerm>();
        foreach (var condition in conditions)
        {
            if (Alternatives(condition, hold) is not { } more || terms.Count + more.Count > MostTerms)
                return null;
            terms.AddRange(more);
        }
        return terms;
    }

    private static IReadOnlyList<ConditionTerm>? Each(IReadOnlyList<Matcher> conditions, bool hold)
    {
        IReadOnlyList<ConditionTerm> terms = [ConditionTerm.Empty];
        foreach (var condition in conditions)
        {
            if (Alternatives(condition, hold) is not { } more || terms.Count * more.Count > MostTerms)
                return null;
            terms = [.. from term in terms from other in more select term.And(other)];
        }
        return terms;
    }
}
