namespace Mail2Alert.Storage;

/// <summary>One commit that is through.</summary>
/// <param name="Took">From its first change to the disk's word.</param>
/// <param name="Changes">How many shared it.</param>
/// <param name="Mails">How many of these were new mails.</param>
internal readonly record struct StoreCommit(TimeSpan Took, int Changes, int Mails);
