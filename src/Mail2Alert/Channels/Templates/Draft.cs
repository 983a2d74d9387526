namespace Mail2Alert.Channels.Templates;

/// <summary>
/// What is to be said, before it is made to fit. All but <see cref="Body"/> is written in the dialect already, and takes no more than its share.
/// </summary>
internal sealed record Draft
{
    // A text that has no end is told to its tenth part: by then nobody reads on.
    private const int MostParts = 10;

    // As long as the longest.
    private const string AnyMark = " [10/10]";

    public required MessageLimits Limits { get; init; }

    public required Dialect Dialect { get; init; }

    /// <summary>Writes the title in so many characters of what is in it, with a mark behind it such as " [1/3]". It may be empty.</summary>
    public required Func<string, int, string> Title { get; init; }

    /// <summary>The same in the dialect of the text, for where it is part of that.</summary>
    public required Func<string, int, string> Heading { get; init; }

    /// <summary>Lines above the text.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    /// <summary>What may be cut, or told in parts: not escaped.</summary>
    public required string Body { get; init; }

    /// <summary>Writes that or a part of it.</summary>
    public required Func<string, string> Write { get; init; }

    /// <summary>Lines below the text.</summary>
    public IReadOnlyList<string> Below { get; init; } = [];

    private Fitting Fitting => new(Limits.Unit);

    private bool TitleIsLine => Limits.Title == 0;

    /// <summary>Title and text of one message.</summary>
    public (string Title, string Text) Whole() => Fitted(Body, "", true, true);

    /// <summary>Titles and texts of as many messages as it takes, each with its number.</summary>
    public IReadOnlyList<(string Title, string Text)> Parts()
    {
        var bodies = Bodies();
        return bodies.Count == 1
            ? [Whole()]
            : [.. bodies.Select((body, index) => Fitted(body, $" [{index + 1}/{bodies.Count}]", index == 0, index == bodies.Count - 1))];
    }

    private List<string> Bodies()
    {
        var (bodies, rest) = (new List<string>(), Body);
        while (bodies.Count < MostParts - 1 && !Fitting.IsWithin(Text(rest, bodies.Count == 0 ? "" : AnyMark, bodies.Count == 0, true), Limits.Text))
        {
            var isFirst = bodies.Count == 0;
            var length = Fitting.Part(rest, part => Text(part, AnyMark, isFirst, false), Limits.Text);
            if (rest[..length].TrimEnd() is { Length: > 0 } body)
                bodies.Add(body);
            rest = rest[length..].TrimStart('\n');
        }
        return [.. bodies, rest];
    }

    // Services refuse a message without text: then the title is said in its place.
    private (string Title, string Text) Fitted(string body, string mark, bool isFirst, bool isLast) => (
        TitleIsLine ? "" : Fitting.Fit(length => Title(mark, length), Limits.Title) ?? "",
        Fitting.Fit(length => Text(Fitting.Cut(body, length), mark, isFirst, isLast), Limits.Text) is { Length: > 0 } text
            ? text
            : Fitting.Fit(length => Heading(mark, length), Limits.Text) ?? "");

    // Of a short text, two fifths are the title's.
    private string Text(string body, string mark, bool isFirst, bool isLast)
    {
        var title = TitleIsLine ? Fitting.Fit(length => Dialect.Bold(Heading(mark, length)), Limits.Text * 2 / 5) ?? "" : "";
        string[] lines = [title, .. isFirst ? Above : [], Write(body), .. isLast ? Below : []];
        return string.Join(Dialect.LineEnd, lines.Where(line => line.Length > 0));
    }
}
