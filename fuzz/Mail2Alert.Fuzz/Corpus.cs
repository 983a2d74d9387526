namespace Mail2Alert.Fuzz;

/// <summary>The inputs that fuzzing starts from and that the tests replay: <c>corpus/TARGET/what-it-shows</c>.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> SeedsOf(string corpus, string target) =>
        [.. Directory.EnumerateFiles(Path.Combine(corpus, target)).Order(StringComparer.Ordinal)];
}
