namespace Mail2Alert.Channels;

/// <summary>How fast one target may be told.</summary>
/// <param name="Burst">So many at once, after it was left alone for long enough.</param>
/// <param name="Every">And then one each.</param>
internal sealed record Pace(int Burst, TimeSpan Every);
