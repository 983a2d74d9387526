namespace Mail2Alert.Channels.Templates;

/// <summary>What files a service takes with a message.</summary>
/// <param name="Most">How many; 0 for none.</param>
/// <param name="Bytes">How large each may be.</param>
/// <param name="Types">Media types, also such as <c>image/*</c>; null for any.</param>
internal sealed record FileLimits(int Most, long Bytes, IReadOnlyList<string>? Types = null)
{
    public static FileLimits None { get; } = new(0, 0);
}
