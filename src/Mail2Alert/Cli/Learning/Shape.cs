namespace Mail2Alert.Cli.Learning;

/// <summary>What several subjects have in common: words that stay, and places for what varies.</summary>
/// <param name="Columns">From the beginning of the subject to its end.</param>
/// <param name="Subjects">Those that have it, in the order of the columns' texts.</param>
/// <param name="IsOpen">True when some of them go on after the last column.</param>
internal sealed record Shape(IReadOnlyList<Column> Columns, IReadOnlyList<string> Subjects, bool IsOpen)
{
    // Subjects are read word by word; one that is longer than this is compared by its beginning.
    private const int MostColumns = 80;

    private const int LongestGap = 4;

    public static Shape Of(string subject, IReadOnlyList<Token> tokens) =>
        new([.. tokens.Take(MostColumns).Select(Column.Of)], [subject], tokens.Count > MostColumns);

    /// <summary>Letters of words that stay.</summary>
    public int Fixed => Columns.Where(column => column.Kind == TokenKind.Word).Sum(column => column.Text.Length);

    /// <summary>The shape of one more subject, too; null when that one is another.</summary>
    public Shape? With(string subject, IReadOnlyList<Token> tokens)
    {
        tokens = [.. tokens.Take(MostColumns)];
        var pairs = Alignment.Of(Columns, tokens);
        return IsAlike(pairs, tokens) && Merge(pairs, tokens) is var (columns, isOpen) ? new Shape(columns, [.. Subjects, subject], IsOpen || isOpen) : null;
    }

    /// <summary>
    /// The same with its longest run of words as a place of its own, where it has a state and nothing else that could name what is in that state.
    /// </summary>
    public Shape WithThing()
    {
        if (Columns.Any(column => column.IsOfThing) || !Columns.Any(column => column.IsState))
            return this;
        var (from, to) = LongestRun();
        if (from == to)
            return this;
        var words = Columns.Skip(from).Take(to - from).ToList();
        var text = string.Concat(words.Select(word => word.Lead + word.Text)).TrimStart();
        var thing = new Column(words[0].Lead, TokenKind.Name, [.. Subjects.Select(_ => text)], null);
        return this with { Columns = [.. Columns.Take(from), thing, .. Columns.Skip(to)] };
    }

    private (int From, int To) LongestRun()
    {
        var (best, letters) = ((From: 0, To: 0), 0);
        for (var from = 0; from < Columns.Count; from++)
        {
            var run = Columns.Skip(from).TakeWhile(column => column.Kind == TokenKind.Word).ToList();
            if (run.Sum(column => column.Text.Length) > letters)
                (best, letters) = ((from, from + run.Count), run.Sum(column => column.Text.Length));
        }
        return best;
    }

    // A quarter of the words that stay must be the same; where there are none, one value that both name.
    private bool IsAlike(IReadOnlyList<(int Column, int Token)> pairs, IReadOnlyList<Token> tokens)
    {
        var common = pairs.Where(pair => Columns[pair.Column].Kind == TokenKind.Word).Sum(pair => Columns[pair.Column].Text.Length);
        var least = Math.Min(Fixed, tokens.Where(token => token.Kind == TokenKind.Word).Sum(token => token.Text.Length));
        return least == 0 ? pairs.Any(pair => tokens[pair.Token].IsValue) : common > 0 && common * 4 >= least;
    }

    private (IReadOnlyList<Column> Columns, bool IsOpen)? Merge(IReadOnlyList<(int Column, int Token)> pairs, IReadOnlyList<Token> tokens)
    {
        var merged = new List<Column>();
        var (column, token) = (0, 0);
        foreach (var (nextColumn, nextToken) in pairs)
        {
            if (!Add(merged, Columns.Skip(column).Take(nextColumn - column), tokens.Skip(token).Take(nextToken - token)))
                return null;
            merged.Add(Columns[nextColumn].With(tokens[nextToken]));
            (column, token) = (nextColumn + 1, nextToken + 1);
        }
        if (Add(merged, Columns.Skip(column), tokens.Skip(token)))
            return (merged, false);
        // One of them ends here, and the other says more.
        return merged.Count >= 4 && (column == Columns.Count || token == tokens.Count) ? (merged, true) : null;
    }

    // What differs becomes one place, if it is words on both sides.
    private bool Add(List<Column> merged, IEnumerable<Column> ours, IEnumerable<Token> theirs)
    {
        var (columns, tokens) = (ours.ToList(), theirs.ToList());
        if (columns.Count == 0 && tokens.Count == 0)
            return true;
        if (columns.Count == 0 || tokens.Count == 0 || columns[0].Lead.Length == 0 != (tokens[0].Lead.Length == 0) || !IsGap(columns, tokens))
            return false;
        var texts = Enumerable.Range(0, Subjects.Count).Select(subject => Text(columns, subject)).Append(Text(tokens));
        merged.Add(new Column(columns[0].Lead, TokenKind.Gap, [.. texts], null));
        return true;
    }

    private static bool IsGap(List<Column> columns, List<Token> tokens) =>
        (columns is [{ Kind: TokenKind.Gap }] || (columns.Count <= LongestGap && columns.TrueForAll(column => column.Kind is TokenKind.Word or TokenKind.State or TokenKind.Name)))
        && tokens.Count <= LongestGap && tokens.TrueForAll(token => token.Kind is TokenKind.Word or TokenKind.State or TokenKind.Name);

    private static string Text(List<Column> columns, int subject) => string.Concat(columns.Select(column => column.Lead + column.Texts[subject])).TrimStart();

    private static string Text(List<Token> tokens) => string.Concat(tokens.Select(token => token.Lead + token.Text)).TrimStart();
}
