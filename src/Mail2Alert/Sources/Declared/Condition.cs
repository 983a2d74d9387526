using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.Declared;

/// <summary>A condition on a mail and the fields found in it. An expression that takes too long neither holds nor fails.</summary>
internal abstract record Condition
{
    private Condition()
    {
    }

    public abstract Truth Holds(OpenMail mail);

    /// <summary>The condition in words, for explanations.</summary>
    public abstract override string ToString();

    /// <summary>Some text of a part is one of these values.</summary>
    public sealed record OneOf(MailPart Part, IReadOnlySet<string> Values) : Condition
    {
        public override Truth Holds(OpenMail mail)
        {
            foreach (var text in Part.Texts(mail))
            {
                if (Values.Contains(text))
                    return Truth.Yes;
            }
            return Part.WithoutText(mail);
        }

        public override string ToString() => $"{Part} is {string.Join(" or ", Values)}";
    }

    /// <summary>Some text of a part has a match of this expression.</summary>
    public sealed record Like(MailPart Part, Regex Expression) : Condition
    {
        private readonly string _start = LiteralStart.Of(Expression);

        public override Truth Holds(OpenMail mail)
        {
            var truth = Part.WithoutText(mail);
            foreach (var text in Part.Texts(mail))
            {
                if (text.StartsWith(_start, StringComparison.Ordinal))
                    truth = truth.Or(mail.MatchBudget.IsMatch(Expression, text));
            }
            return truth;
        }

        public override string ToString() => $"{Part} is like /{Expression}/";
    }

    /// <summary>Some text of a part is a number, a time or a length of time within bounds.</summary>
    public sealed record Within(MailPart Part, Interval Interval) : Condition
    {
        public override Truth Holds(OpenMail mail) => Part.Texts(mail).Any(Interval.Holds) ? Truth.Yes : Part.WithoutText(mail);

        public override string ToString() => $"{Part} is {Interval}";
    }

    public sealed record All(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override Truth Holds(OpenMail mail)
        {
            var truth = Truth.Yes;
            for (var i = 0; i < Conditions.Count && truth != Truth.No; i++)
                truth = truth.And(Conditions[i].Holds(mail));
            return truth;
        }

        public override string ToString() => Conditions.Count == 0 ? "always" : string.Join(" and ", Conditions);
    }

    public sealed record Any(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override Truth Holds(OpenMail mail)
        {
            var truth = Truth.No;
            for (var i = 0; i < Conditions.Count && truth != Truth.Yes; i++)
                truth = truth.Or(Conditions[i].Holds(mail));
            return truth;
        }

        public override string ToString() => $"({string.Join(" or ", Conditions)})";
    }

    public sealed record Not(Condition Inner) : Condition
    {
        public override Truth Holds(OpenMail mail) => Inner.Holds(mail).Not();

        public override string ToString() => $"not ({Inner})";
    }
}
