namespace Mail2Alert.Messages;

/// <summary>A file that comes with a mail.</summary>
/// <param name="Name">As its sender calls it, which is no name to write a file under; null when it has none.</param>
/// <param name="MediaType">As its sender calls it, in lower case.</param>
/// <param name="Length">Octets, decoded; null when that is not known without decoding, or when the mail is longer than what is read of it.</param>
internal sealed record Attachment(string? Name, string MediaType, long? Length)
{
    private readonly Func<byte[]> _content = () => [];

    internal Attachment(string? name, string mediaType, long? length, Func<byte[]> content)
        : this(name, mediaType, length) => _content = content;

    /// <summary>The decoded content from its beginning, in memory: as much of it as is read of a mail.</summary>
    public Stream Open() => new MemoryStream(_content(), writable: false);
}
