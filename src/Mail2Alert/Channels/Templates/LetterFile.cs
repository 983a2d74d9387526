namespace Mail2Alert.Channels.Templates;

/// <summary>A file of the mail that goes along with a letter.</summary>
/// <param name="Name">Without a path and without characters that mean something to a file system or to a header; never empty.</param>
/// <param name="MediaType">In lower case.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record LetterFile(string Name, string MediaType, ReadOnlyMemory<byte> Bytes);
