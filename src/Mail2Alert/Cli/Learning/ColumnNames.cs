namespace Mail2Alert.Cli.Learning;

/// <summary>Which columns of a shape become fields, and what they are called.</summary>
internal static class ColumnNames
{
    /// <summary>What stood before: <c>OK -> CRITICAL</c>.</summary>
    public const string Before = "was";

    public const string State = "state";

    // A word that has stayed in so many subjects stays.
    private const int Enough = 3;

    public static IReadOnlyDictionary<int, string> Of(Shape shape)
    {
        var names = new Dictionary<int, string>();
        for (var at = 0; at < shape.Columns.Count; at++)
        {
            if (!shape.Columns[at].IsFixed && !Stays(shape, shape.Columns[at]))
                names[at] = Unique(Name(shape, at), names.Values);
        }
        return names;
    }

    private static bool Stays(Shape shape, Column column) =>
        column.Kind == TokenKind.State && shape.Subjects.Count >= Enough && column.Texts.Distinct().Count() == 1;

    private static string Unique(string name, Dictionary<int, string>.ValueCollection taken) =>
        !taken.Contains(name) ? name : Enumerable.Range(2, taken.Count + 1).Select(number => $"{name}_{number}").First(other => !taken.Contains(other));

    private static string Name(Shape shape, int at)
    {
        var column = shape.Columns[at];
        return column.Field is { } known ? known
            : column.IsState ? Next(shape, at) is "->" or "=>" or "→" ? Before : State
            : column.Kind is not (TokenKind.Url or TokenKind.Moment or TokenKind.Version or TokenKind.Commit) && Noun(shape, at) is { } noun ? FieldName.Of(noun)
            : OfKind(column);
    }

    private static string? Next(Shape shape, int at) => at + 1 < shape.Columns.Count ? shape.Columns[at + 1].Text : null;

    // "host: nas1", "UPS ups-rack-a", "#12 of job nightly"; else "the nightly job".
    private static string? Noun(Shape shape, int at)
    {
        var before = at - 1;
        while (before >= 0 && shape.Columns[before] is { Kind: TokenKind.Mark, Text: ":" or "#" or "'" or "\"" })
            before--;
        return Noun(shape, before, "") ?? (shape.Columns[at].Kind is TokenKind.Name or TokenKind.Gap && !IsNamed(shape, at + 2) ? Noun(shape, at + 1, " ") : null);
    }

    // In "Verify Datastore 'store1'", the noun belongs to what comes.
    private static bool IsNamed(Shape shape, int at) =>
        at < shape.Columns.Count && (shape.Columns[at].IsOfThing || shape.Columns[at] is { Kind: TokenKind.Mark, Text: ":" or "'" or "\"" or "#" });

    private static string? Noun(Shape shape, int at, string lead) =>
        at >= 0 && at < shape.Columns.Count && shape.Columns[at] is { Kind: TokenKind.Word } word && FieldName.IsNoun(word.Text) && (lead.Length == 0 || word.Lead == lead)
            ? word.Text
            : null;

    private static string OfKind(Column column) => column.Kind switch
    {
        TokenKind.Number when column.Texts.All(text => text.EndsWith('%')) => "percent",
        TokenKind.Number => "number",
        TokenKind.Moment => "moment",
        TokenKind.Address => "ip",
        TokenKind.Host => "host",
        TokenKind.Mailbox => "mailbox",
        TokenKind.Url => "url",
        TokenKind.Path => column.Text.StartsWith("/dev/", StringComparison.Ordinal) ? "device" : "path",
        TokenKind.Version => "version",
        TokenKind.Commit => "commit",
        _ => "name",
    };
}
