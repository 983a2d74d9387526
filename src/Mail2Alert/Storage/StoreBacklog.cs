namespace Mail2Alert.Storage;

/// <summary>What waits for the disk at one moment.</summary>
/// <param name="Changes">How many.</param>
/// <param name="Bytes">Octets of mails among them.</param>
/// <param name="Refused">Mails refused so far because too many waited.</param>
/// <param name="Stuck">For how long the disk has had what it has now; zero when it has nothing.</param>
internal readonly record struct StoreBacklog(int Changes, long Bytes, long Refused, TimeSpan Stuck);
