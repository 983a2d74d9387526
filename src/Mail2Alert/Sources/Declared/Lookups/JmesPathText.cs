using System.Globalization;
using System.Text.RegularExpressions;
using DevLab.JmesPath;
using DevLab.JmesPath.Expressions;
using Newtonsoft.Json.Linq;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>A JMESPath expression whose value is a text.</summary>
internal sealed partial class JmesPathText
{
    private readonly JmesPathExpression _expression;

    private JmesPathText(JmesPathExpression expression) => _expression = expression;

    /// <returns>The expression, or in words why it is none.</returns>
    public static (JmesPathText? Expression, string? Mistake) Parse(string text)
    {
        try
        {
            return (new JmesPathText(new JmesPath().Parse(text)), null);
        }
        catch (Exception error) when (IsOfTheLibrary(error))
        {
            return (null, Sentence(error));
        }
    }

    /// <summary>Numbers and truth as JSON writes them, a list with commas; null for nothing.</summary>
    /// <exception cref="FormatException">It is none of these, or a function cannot take what is there.</exception>
    public string? Find(JToken root, string label)
    {
        try
        {
            return _expression.Transform(root).AsJToken() is { } found ? Text(found, label) : null;
        }
        catch (Exception error) when (IsOfTheLibrary(error))
        {
            throw new FormatException($"'{label}' cannot be read: {Sentence(error)}", error);
        }
    }

    /// <summary>What it finds, item by item.</summary>
    /// <exception cref="FormatException">A function cannot take what is there.</exception>
    public IReadOnlyList<JToken> Tokens(JToken root)
    {
        try
        {
            return _expression.Transform(root).AsJToken() switch
            {
                JArray list => [.. list],
                null or { Type: JTokenType.Null } => [],
                var one => [one],
            };
        }
        catch (Exception error) when (IsOfTheLibrary(error))
        {
            throw new FormatException(Sentence(error), error);
        }
    }

    private static string? Text(JToken found, string label) => found switch
    {
        { Type: JTokenType.Null } => null,
        JValue value => FoundLabels.Shortened(Plain(value)),
        JArray list when list.All(item => item is JValue) =>
            list.Count == 0 ? null : FoundLabels.Shortened(string.Join(", ", list.OfType<JValue>().Select(Plain))),
        _ => throw new FormatException($"'{label}' is {(found is JArray ? "a list of more than texts and numbers" : "an object")}, and no text"),
    };

    private static string Plain(JValue value) => value.Value switch
    {
        bool truth => truth ? "true" : "false",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    // Its mistakes have no type of their own.
    private static bool IsOfTheLibrary(Exception error) => error is not (FormatException or OutOfMemoryException);

    // "Error(1, 3): syntax, near '.'." and "Error: unknown-function, …"; it counts columns from nought.
    private static string Sentence(Exception error) => Mistake().Match(error.Message.ReplaceLineEndings(" ")) switch
    {
        { Success: false } => error.Message,
        { Groups: var found } when int.TryParse(found["column"].ValueSpan, CultureInfo.InvariantCulture, out var column) =>
            string.Create(CultureInfo.InvariantCulture, $"{found["what"].Value}, at character {Math.Max(column, 0) + 1}"),
        { Groups: var found } => found["what"].Value,
    };

    [GeneratedRegex(@"^Error(?:\([0-9]+, (?<column>-?[0-9]+)\))?: (?<what>.*?)(?:, near '')?\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Mistake();
}
