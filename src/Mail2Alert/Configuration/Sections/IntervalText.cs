using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Comparisons as people write them: <c>&gt; 5</c>, <c>1..10</c>, <c>&gt;= 2026-01-01</c>, <c>&lt; 1h30m</c>.</summary>
internal static partial class IntervalText
{
    public const string Expected = "a comparison with a number, a date or a length of time, such as '> 5', '>= 2026-01-01' or '1h..2h'";

    private static readonly QuantityKind[] Kinds = [QuantityKind.Number, QuantityKind.Time, QuantityKind.Duration];

    /// <summary>True for what can be meant as nothing else, right or wrong. What is between angle brackets is a text, as in List-Id.</summary>
    public static bool IsOne(string text) =>
        text[0] is '>' || (text[0] is '<' && text[^1] is not '>') || (Range().IsMatch(text) && Parse(text) is not null);

    /// <summary>True for <c>5-9</c>, which nobody could tell from a range with its dots forgotten.</summary>
    public static bool LooksLikeOne(string text) => Dash().IsMatch(text);

    /// <returns>Null for what is no comparison, or compares with nothing that can be larger or smaller.</returns>
    public static Interval? Parse(string text)
    {
        if (Comparison().Match(text) is { Success: true } one)
            return First(kind => Compared(text, kind, one.Groups["sign"].Value, one.Groups["bound"].Value));
        return Range().Match(text) is { Success: true } both
            ? First(kind => Between(text, kind, both.Groups["from"].Value, both.Groups["to"].Value))
            : null;
    }

    private static Interval? First(Func<QuantityKind, Interval?> read) => Kinds.Select(read).FirstOrDefault(interval => interval is not null);

    private static Interval? Compared(string text, QuantityKind kind, string sign, string bound) => sign switch
    {
        _ when Quantity.Parse(bound, kind) is null => null,
        ">" => new Interval(text, kind, End(bound, kind, isIn: false), null),
        ">=" => new Interval(text, kind, Start(bound, kind, isIn: true), null),
        "<" => new Interval(text, kind, null, Start(bound, kind, isIn: false)),
        _ => new Interval(text, kind, null, End(bound, kind, isIn: true)),
    };

    private static Interval? Between(string text, QuantityKind kind, string from, string to) =>
        Quantity.Parse(from, kind) is null || Quantity.Parse(to, kind) is null
            ? null
            : new Interval(text, kind, Start(from, kind, isIn: true), End(to, kind, isIn: true));

    private static Bound Start(string bound, QuantityKind kind, bool isIn) => new(Quantity.Parse(bound, kind)!.Value, isIn);

    // A date is all of its day: what comes after it comes after midnight.
    private static Bound End(string bound, QuantityKind kind, bool isIn)
    {
        var start = Start(bound, kind, isIn);
        return kind == QuantityKind.Time && Date().IsMatch(bound) ? new Bound(start.At + TimeSpan.TicksPerDay, !isIn) : start;
    }

    [GeneratedRegex(@"^(?<sign>[<>]=?)\s*(?<bound>\S.*)\z")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^(?<from>\S.*?)\s*\.\.\s*(?<to>\S.*)\z")]
    private static partial Regex Range();

    [GeneratedRegex(@"^[0-9]+ *- *[0-9]+\z")]
    private static partial Regex Dash();

    [GeneratedRegex(@"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*\z")]
    private static partial Regex Date();
}
