using System.Globalization;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>A condition on an alert, compiled. The set is closed; sources add to it by predicates.</summary>
internal abstract record Matcher
{
    private Matcher()
    {
    }

    public abstract Truth Matches(Alert alert);

    /// <summary>The verdict with its reasons. Made when somebody asks: routing itself needs only the verdict.</summary>
    public virtual Finding Explain(Alert alert) => new(ToString(), Matches(alert));

    /// <summary>The condition in words, for explanations.</summary>
    public abstract override string ToString();

    private static Finding LookedAt(Alert alert, string label, Finding finding) =>
        finding with { Label = label, Saw = alert.Labels[label], Unknown = alert.Labels.Unknown.GetValueOrDefault(label) };

    private static Finding WithParts(Alert alert, Finding finding, IReadOnlyList<Matcher> parts) =>
        finding with { Parts = [.. parts.Select(part => part.Explain(alert))] };

    /// <summary>Matches every alert.</summary>
    public sealed record Always : Matcher
    {
        public override Truth Matches(Alert alert) => Truth.Yes;

        public override string ToString() => "always";
    }

    /// <summary>The label has one of these values.</summary>
    public sealed record OneOf(string Label, IReadOnlySet<string> Values) : Matcher
    {
        public override Truth Matches(Alert alert) =>
            alert.Labels.IsUnknown(Label) ? Truth.Unknown : (alert.Labels[Label] is { } value && Values.Contains(value)).ToTruth();

        public override Finding Explain(Alert alert) => LookedAt(alert, Label, base.Explain(alert));

        public override string ToString() => $"{Label} is {string.Join(" or ", Values)}";
    }

    /// <summary>The label's value has a match of this expression.</summary>
    public sealed record Like(string Label, Regex Expression) : Matcher
    {
        public override Truth Matches(Alert alert) =>
            alert.Labels.IsUnknown(Label) ? Truth.Unknown : alert.Labels[Label] is { } value ? IsMatch(value) : Truth.No;

        public override Finding Explain(Alert alert) => LookedAt(alert, Label, base.Explain(alert));

        public override string ToString() => $"{Label} is like /{Expression}/";

        // An expression that takes too long has denied nothing: rather one mail too many.
        private Truth IsMatch(string value)
        {
            try
            {
                return Expression.IsMatch(value).ToTruth();
            }
            catch (RegexMatchTimeoutException)
            {
                return Truth.Unknown;
            }
        }
    }

    /// <summary>The mail came within one of these windows.</summary>
    public sealed record During(string Name, IReadOnlyList<TimeWindow> Windows) : Matcher
    {
        public override Truth Matches(Alert alert) => IsOpen(alert.At).ToTruth();

        public bool IsOpen(DateTimeOffset at) => Windows.Any(window => window.Holds(at));

        public override Finding Explain(Alert alert) => base.Explain(alert) with { Label = "time", Saw = Local(alert.At) };

        public override string ToString() => $"time is {Name}";

        private string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Windows[0].Zone)
            .ToString($"ddd yyyy-MM-dd HH:mm '{Windows[0].Zone.Id}'", CultureInfo.InvariantCulture);
    }

    /// <summary>A source's own predicate.</summary>
    public sealed record Holds(string Text, Func<Alert, Truth> Predicate) : Matcher
    {
        public override Truth Matches(Alert alert) => Predicate(alert);

        public override string ToString() => Text;
    }

    public sealed record All(IReadOnlyList<Matcher> Conditions) : Matcher
    {
        public override Truth Matches(Alert alert) =>
            Conditions.Aggregate(Truth.Yes, (sofar, condition) => sofar == Truth.No ? sofar : sofar.And(condition.Matches(alert)));

        public override Finding Explain(Alert alert) => WithParts(alert, base.Explain(alert), Conditions);

        public override string ToString() => string.Join(" and ", Conditions);
    }

    public sealed record Any(IReadOnlyList<Matcher> Conditions) : Matcher
    {
        public override Truth Matches(Alert alert) =>
            Conditions.Aggregate(Truth.No, (sofar, condition) => sofar == Truth.Yes ? sofar : sofar.Or(condition.Matches(alert)));

        public override Finding Explain(Alert alert) => WithParts(alert, base.Explain(alert), Conditions);

        public override string ToString() => $"({string.Join(" or ", Conditions)})";
    }

    public sealed record Not(Matcher Condition) : Matcher
    {
        public override Truth Matches(Alert alert) => Condition.Matches(alert).Not();

        public override Finding Explain(Alert alert) => WithParts(alert, base.Explain(alert), [Condition]);

        public override string ToString() => $"not ({Condition})";
    }
}
