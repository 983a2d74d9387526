namespace Mail2Alert.Cli.Learning;

/// <summary>A field that the samples have.</summary>
/// <param name="Name">As the source is to call it.</param>
/// <param name="Values">In each sample that has it, by its number.</param>
/// <param name="IsOfThing">True when it may tell one thing from another.</param>
/// <param name="MayBeState">True when it may say how something stands.</param>
internal sealed record Found(string Name, IReadOnlyDictionary<int, string> Values, bool IsOfThing, bool MayBeState)
{
    /// <summary>True when no sample has another value here than there.</summary>
    public bool Repeats(Found other) => Values.Keys.Any(other.Values.ContainsKey)
        && Values.All(value => !other.Values.TryGetValue(value.Key, out var same) || Overlaps(value.Value, same));

    // db1, db1.example.net and db1 (the database).
    private static bool Overlaps(string one, string other) => one == other
        || Begins(one, other) || Begins(other, one);

    private static bool Begins(string one, string other) =>
        one.Length > other.Length && one.StartsWith(other, StringComparison.OrdinalIgnoreCase) && (one[other.Length] is '.' or ' ');
}
