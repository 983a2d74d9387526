using System.Collections.Immutable;

namespace Mail2Alert.Channels;

/// <summary>
/// What a target said when it was told of an alert, such as the id of a message: later news of the same alert changes that message instead of
/// sending another one. Kept for each alert and target until the alert is over.
/// </summary>
internal sealed record Memo(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Nothing to remember; takes away what was.</summary>
    public static Memo None { get; } = new(ImmutableSortedDictionary<string, string>.Empty);

    public bool IsNone => Values.IsEmpty;

    /// <summary>Null when it is not there.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name);

    public static Memo Of(params (string Name, string? Value)[] values) => new(values
        .Where(value => value.Value is not null)
        .ToImmutableSortedDictionary(value => value.Name, value => value.Value!));

    public bool Equals(Memo? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(0, (hash, value) => HashCode.Combine(hash, value.Key, value.Value));
}
