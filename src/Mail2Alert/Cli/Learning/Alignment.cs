namespace Mail2Alert.Cli.Learning;

/// <summary>Which token of a subject stands in which column of others: the best way to lay one beside the other without changing an order.</summary>
internal static class Alignment
{
    /// <returns>Pairs of positions, ascending in both.</returns>
    public static IReadOnlyList<(int Column, int Token)> Of(IReadOnlyList<Column> columns, IReadOnlyList<Token> tokens)
    {
        var best = Scores(columns, tokens);
        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < columns.Count && j < tokens.Count;)
        {
            var fit = columns[i].Fit(tokens[j]);
            if (fit > 0 && best[i, j] == best[i + 1, j + 1] + fit)
                pairs.Add((i++, j++));
            else if (best[i + 1, j] >= best[i, j + 1])
                i++;
            else
                j++;
        }
        return pairs;
    }

    // best[i, j]: of columns from i and tokens from j.
    private static int[,] Scores(IReadOnlyList<Column> columns, IReadOnlyList<Token> tokens)
    {
        var best = new int[columns.Count + 1, tokens.Count + 1];
        for (var i = columns.Count - 1; i >= 0; i--)
        {
            for (var j = tokens.Count - 1; j >= 0; j--)
            {
                var fit = columns[i].Fit(tokens[j]);
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), fit > 0 ? best[i + 1, j + 1] + fit : 0);
            }
        }
        return best;
    }
}
