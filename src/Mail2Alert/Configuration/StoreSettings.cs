namespace Mail2Alert.Configuration;

/// <summary>Where mail and deliveries are kept, and for how long.</summary>
/// <param name="Path">Of the SQLite database.</param>
internal sealed record StoreSettings(string Path)
{
    /// <summary><c>retention: age</c>: finished mails are deleted when they are older. Default 30 days.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(30);

    /// <summary><c>retention: size</c>: the oldest finished mails are deleted while all are larger together. Default 5 GiB.</summary>
    public long Bytes { get; init; } = 5L * 1024 * 1024 * 1024;
}
