namespace Mail2Alert.Storage;

/// <summary>A part of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">Where the next part begins; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, long? Next);
