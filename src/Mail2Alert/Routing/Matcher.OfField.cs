using System.Net;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Microsoft.Extensions.Primitives;

namespace Mail2Alert.Routing;

internal abstract partial record Matcher
{
    /// <summary>Some value of a field passes a test.</summary>
    public abstract record OfField(Field Field) : Matcher
    {
        // Of a whole mail's text, who reads an explanation wants the beginning.
        private const int Shown = 200;

        public sealed override Truth Matches(Alert alert, MatchBudget budget)
        {
            if (Field.IsUnknown(alert))
                return Truth.Unknown;
            var truth = Truth.No;
            foreach (var value in Field.Values(alert))
                truth = truth.Or(Passes(value!, budget));
            return truth;
        }

        public sealed override Finding Explain(Alert alert, MatchBudget budget) => base.Explain(alert, budget) with
        {
            Label = Field.Name,
            Saw = Saw(Field.Values(alert)),
            Unknown = Field is Field.Label ? alert.Labels.Unknown.GetValueOrDefault(Field.Name) : null,
        };

        /// <summary>Whether one value would do.</summary>
        public abstract Truth Passes(string value, MatchBudget budget);

        private static string? Saw(StringValues values)
        {
            var all = string.Join(", ", values.ToArray());
            return values.Count == 0 ? null : all.Length <= Shown ? all : $"{all[..Shown]}…";
        }
    }

    /// <summary>It has one of these values.</summary>
    public sealed record OneOf(Field Field, IReadOnlySet<string> Values) : OfField(Field)
    {
        public OneOf(string label, IReadOnlySet<string> values)
            : this(new Field.Label(label), values)
        {
        }

        public override IEnumerable<Requirement> Requirements =>
            Field is Field.Label && Values.Count > 0 ? [Requirement.Of(Field.Name, Values)] : [];

        public override Truth Passes(string value, MatchBudget budget) => Values.Contains(value).ToTruth();

        public override string ToString() => $"{Field.Name} is {string.Join(" or ", Values)}";
    }

    /// <summary>A value has a match of this expression.</summary>
    public sealed record Like(Field Field, Regex Expression) : OfField(Field)
    {
        public Like(string label, Regex expression)
            : this(new Field.Label(label), expression)
        {
        }

        public override Truth Passes(string value, MatchBudget budget) => budget.IsMatch(Expression, value);

        public override string ToString() => $"{Field.Name} is like /{Expression}/";
    }

    /// <summary>A value is a quantity between two bounds.</summary>
    public sealed record Within(Field Field, Interval Interval) : OfField(Field)
    {
        public override Truth Passes(string value, MatchBudget budget) => Interval.Holds(value).ToTruth();

        public override string ToString() => $"{Field.Name} is {Interval}";
    }

    /// <summary>A value is an address in one of these networks.</summary>
    public sealed record Inside(Field Field, IReadOnlyList<IPNetwork> Networks) : OfField(Field)
    {
        public override Truth Passes(string value, MatchBudget budget) =>
            (IPAddress.TryParse(value, out var address) && Networks.Hold(address)).ToTruth();

        public override string ToString() => $"{Field.Name} is {string.Join(" or ", Networks)}";
    }
}
