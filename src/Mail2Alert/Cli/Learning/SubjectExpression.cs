using System.Text;
using System.Text.RegularExpressions;

namespace Mail2Alert.Cli.Learning;

/// <summary>Writes the expression that finds the fields of a shape.</summary>
internal static class SubjectExpression
{
    private const string Closing = "]})>\"'`";

    /// <param name="shape">What to write.</param>
    /// <param name="names">Of the fields, by column; empty where none is needed.</param>
    public static string Of(Shape shape, IReadOnlyDictionary<int, string> names)
    {
        var expression = new StringBuilder("^");
        for (var at = 0; at < shape.Columns.Count; at++)
        {
            var column = shape.Columns[at];
            expression.Append(Space(column.Lead));
            var next = at + 1 < shape.Columns.Count ? shape.Columns[at + 1] : null;
            expression.Append(names.TryGetValue(at, out var name) ? Group(name, Inside(column, next)) : Literal(column.Text));
        }
        return expression.Append(shape.IsOpen ? "" : "$").ToString();
    }

    private static string Group(string name, string inside) => name.Length == 0 ? inside : $"(?<{name}>{inside})";

    /// <summary>Text that stands for itself; what needs no backslash gets none.</summary>
    public static string Literal(string text) =>
        Regex.Escape(text).Replace("\\ ", " ", StringComparison.Ordinal).Replace("\\#", "#", StringComparison.Ordinal);

    public static string Space(string lead) => lead.Length switch
    {
        0 => "",
        1 => " ",
        _ => @"\s+",
    };

    private static string Inside(Column column, Column? next)
    {
        var isLine = column.Texts.Any(text => text.AsSpan().ContainsAny(" \t"));
        return next is { Lead.Length: 0, IsFixed: true } && Closing.Contains(next.Text[0], StringComparison.Ordinal) ? $"[^{Literal(next.Text[..1]).Replace("]", "\\]", StringComparison.Ordinal)}]+"
            : column.Kind == TokenKind.Number ? next is { Lead.Length: 0 } ? @"\d\S*?" : @"\d\S*"
            : isLine ? next is null ? ".+" : ".+?"
            : next is { Lead.Length: 0 } ? @"\S+?"
            : @"\S+";
    }
}
