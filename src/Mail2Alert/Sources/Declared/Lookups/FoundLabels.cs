namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>What an answer says of each label that is read from it; null for one that it has nothing on.</summary>
internal sealed record FoundLabels(IReadOnlyDictionary<string, string?> Values)
{
    // A label is a word or a line; an answer is whatever the server likes.
    private const int Longest = 1024;

    public static string Shortened(string value) => value.Length <= Longest ? value : value[..Longest];
}
