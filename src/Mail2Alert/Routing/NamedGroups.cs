using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>A condition whose expression names parts of what it finds: <c>(?&lt;host>\S+) is down</c>.</summary>
internal sealed class NamedGroups
{
    // A label is a word or a line; what an expression finds may be the whole mail.
    private const int Longest = 1024;

    private readonly Matcher.Like _condition;
    private readonly string[] _names;

    private NamedGroups(Matcher.Like condition) =>
        (_condition, _names) = (condition, [.. condition.Expression.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))]);

    /// <summary>Those that hold when the condition does. What is under a <c>not</c> has then found nothing.</summary>
    public static IEnumerable<NamedGroups> In(Matcher when) => when switch
    {
        Matcher.Like like => new[] { new NamedGroups(like) }.Where(groups => groups._names.Length > 0),
        Matcher.All all => all.Conditions.SelectMany(In),
        Matcher.Any any => any.Conditions.SelectMany(In),
        _ => [],
    };

    /// <summary>The labels with what is found in the alert. Labels that are there, known or not, stay as they are.</summary>
    public Labels AddTo(Labels labels, Alert alert, MatchBudget budget)
    {
        foreach (var value in _condition.Field.Values(alert))
        {
            if (budget.Match(_condition.Expression, value!) is { } match)
                return _names.Aggregate(labels, (all, name) => Add(all, name, match.Groups[name]));
        }
        return labels;
    }

    private static Labels Add(Labels labels, string name, Group found) =>
        found.Length == 0 || labels[name] is not null || labels.IsUnknown(name)
            ? labels
            : labels.With(name, found.Length <= Longest ? found.Value : found.Value[..Longest]);
}
