namespace Mail2Alert.Configuration.Yaml;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Suggestion
{
    /// <returns><c>; did you mean 'subject'?</c>, or else the words there are.</returns>
    public static string For(string word, IEnumerable<string> known, string otherwise = "known are")
    {
        var words = known.Order(StringComparer.Ordinal).ToList();
        if (Nearest(word, words) is { } near)
            return $"; did you mean '{near}'?";
        return words.Count == 0 ? "" : $"; {otherwise} {string.Join(", ", words)}";
    }

    public static string? Nearest(string word, IEnumerable<string> known) => known
        .Select(candidate => (Candidate: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(found => found.Distance <= (Math.Min(word.Length, found.Candidate.Length) + 2) / 3)
        .OrderBy(found => found.Distance)
        .Select(found => found.Candidate)
        .FirstOrDefault();

    // Levenshtein's distance, a row at a time.
    private static int Distance(string left, string right)
    {
        var above = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            above = row;
        }
        return above[right.Length];
    }
}
