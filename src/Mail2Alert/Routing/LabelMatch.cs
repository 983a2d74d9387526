using System.Diagnostics;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>
/// One condition on a label as Alertmanager writes it: <c>host="web1"</c>, <c>severity=~"warn.*"</c>, <c>!=</c>, <c>!~</c>. A missing label
/// counts as an empty one, and an expression has to match all of the value.
/// </summary>
internal sealed partial record LabelMatch
{
    // Who writes more has a mistake in it; a thousand silences are asked of each alert.
    private const int Longest = 1000;

    private const string Form = "write it as host=web1, host!=web1, host=~\"web.*\" or host!~\"web.*\"";

    private readonly Regex? _expression;

    private LabelMatch(string label, string sign, string value, Regex? expression) =>
        (Label, Sign, Value, _expression) = (label, sign, value, expression);

    public string Label { get; }

    /// <summary><c>=</c>, <c>!=</c>, <c>=~</c> or <c>!~</c>.</summary>
    public string Sign { get; }

    public string Value { get; }

    /// <summary>True when an alert without that label, or with any label, may match: alone, it would silence nearly everything.</summary>
    public bool MatchesNothing => Matches("") == Truth.Yes;

    /// <returns>The condition, or a sentence on what is wrong with the text.</returns>
    public static (LabelMatch? Match, string? Mistake) Parse(string text)
    {
        if (text.Length > Longest)
            return (null, $"a matcher has {Longest} characters at the most, this one {text.Length}");
        if (Shape().Match(text) is not { Success: true } shape)
            return (null, $"'{text}' is not a matcher: {Form}");
        if (Unquoted(shape.Groups["value"].Value) is not { } value)
            return (null, $"'{text}' is not a matcher: its quotes do not fit; {Form}");
        var (label, sign) = (shape.Groups["label"].Value, shape.Groups["sign"].Value);
        if (!sign.EndsWith('~'))
            return (new LabelMatch(label, sign, value, null), null);
        var (expression, mistake) = UserExpression.Parse($@"\A(?:{value})\z", RegexOptions.Singleline);
        return expression is null
            ? (null, $"'{text}' is not a matcher: the regular expression is wrong: {mistake}")
            : (new LabelMatch(label, sign, value, expression), null);
    }

    public Truth Matches(Alert alert) => alert.Labels.IsUnknown(Label) ? Truth.Unknown : Matches(alert.Labels[Label] ?? "");

    /// <summary>As Alertmanager writes it, and as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        $"{Label}{Sign}\"{Value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // An expression that takes too long has silenced nothing: rather one mail too many.
    private Truth Matches(string value)
    {
        try
        {
            return Sign switch
            {
                "=" => (value == Value).ToTruth(),
                "!=" => (value != Value).ToTruth(),
                "=~" => _expression!.IsMatch(value).ToTruth(),
                "!~" => (!_expression!.IsMatch(value)).ToTruth(),
                _ => throw new UnreachableException(),
            };
        }
        catch (RegexMatchTimeoutException)
        {
            return Truth.Unknown;
        }
    }

    private static string? Unquoted(string value)
    {
        if (!value.StartsWith('"'))
            return value.Contains('"', StringComparison.Ordinal) ? null : value;
        return Quoted().Match(value) is { Success: true } quoted ? Escape().Replace(quoted.Groups["text"].Value, escape => escape.Value[1..]) : null;
    }

    // What follows the sign is not another one: host==web1 is a slip.
    [GeneratedRegex(
        @"^\s*(?<label>[A-Za-z_][A-Za-z0-9_.-]*)\s*(?<sign>=~|!~|!=|=)(?!\s*[=~])\s*(?<value>.*?)\s*\z",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^""(?<text>([^""\\]|\\[""\\])*)""\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\\[""\\]")]
    private static partial Regex Escape();
}
