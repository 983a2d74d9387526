namespace Mail2Alert.Storage;

/// <summary>A backup that was written and read again.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size, octets.</param>
/// <param name="Mails">How many mails are in it.</param>
/// <param name="Lacks">What it lacks, in sentences; empty when it is whole.</param>
internal sealed record BackupReport(string Path, long Bytes, long Mails, IReadOnlyList<string> Lacks);
