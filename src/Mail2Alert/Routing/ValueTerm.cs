using System.Net;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>What one value of a field must be, and what it must not be.</summary>
internal sealed class ValueTerm(IReadOnlyList<Matcher.OfField> holding, IReadOnlyList<Matcher.OfField> failing, MatchBudget budget)
{
    /// <summary>True when there is no such value.</summary>
    public bool IsContradiction => HasNoValueLeft || AnyExcludesAnother || holding.Any(one => failing.Any(other => Implies(one, other)));

    private bool HasNoValueLeft => holding.OfType<Matcher.OneOf>().FirstOrDefault() is { } some && some.Values.All(IsRuledOut);

    private bool AnyExcludesAnother => holding.Any(one => holding.Any(other => Excludes(one, other)));

    private bool IsRuledOut(string value) =>
        holding.Where(IsSureOf).Any(condition => condition.Passes(value, budget) == Truth.No)
        || failing.Where(IsSureOf).Any(condition => condition.Passes(value, budget) == Truth.Yes);

    // Where case does not count, a value stands for others, which an expression may tell from it.
    private static bool IsSureOf(Matcher.OfField condition) => !condition.Field.IgnoresCase || condition is Matcher.OneOf;

    private static bool Implies(Matcher.OfField one, Matcher.OfField other) => (one, other) switch
    {
        (Matcher.Like like, Matcher.Like same) =>
            like.Expression.ToString() == same.Expression.ToString() && like.Expression.Options == same.Expression.Options,
        (Matcher.Within within, Matcher.Within wider) => within.Interval.IsWithin(wider.Interval),
        (Matcher.Inside inside, Matcher.Inside wider) => inside.Networks.All(network => wider.Networks.Any(around => IsWithin(network, around))),
        _ => false,
    };

    // An empty interval excludes itself.
    private static bool Excludes(Matcher.OfField one, Matcher.OfField other) => (one, other) switch
    {
        (Matcher.Within within, Matcher.Within apart) => within.Interval.IsApartFrom(apart.Interval),
        (Matcher.Inside inside, Matcher.Inside apart) =>
            inside.Networks.All(network => apart.Networks.All(around => !IsWithin(network, around) && !IsWithin(around, network))),
        _ => false,
    };

    private static bool IsWithin(IPNetwork network, IPNetwork around) =>
        network.PrefixLength >= around.PrefixLength && around.Contains(network.BaseAddress);
}
