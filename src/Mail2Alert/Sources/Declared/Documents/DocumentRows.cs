using System.Xml;
using Mail2Alert.Messages;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared.Documents;

/// <summary>Reads data that programs put into a mail for other programs: one record, or several.</summary>
internal abstract class DocumentRows
{
    /// <summary>The fields that it reads.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>As its records stand in the first document of its kind that can be read; none when there is none.</summary>
    public IReadOnlyList<FoundLabels> Of(Message message, int most)
    {
        foreach (var open in Documents(message))
        {
            try
            {
                using var document = open();
                return [.. Read(document).Take(most)];
            }
            catch (Exception broken) when (broken is System.Text.Json.JsonException or XmlException or FormatException or IOException)
            {
                // What comes behind it may be what was meant.
            }
        }
        return [];
    }

    /// <summary>True for attachments of its kind, by what their sender calls them.</summary>
    protected abstract bool IsOne(string mediaType, string extension);

    /// <summary>True for a body that is nothing else.</summary>
    protected abstract bool IsBody(ReadOnlySpan<char> text);

    /// <summary>Its records, in order.</summary>
    protected abstract IEnumerable<FoundLabels> Read(Stream document);

    private IEnumerable<Func<Stream>> Documents(Message message)
    {
        foreach (var file in message.Attachments.Where(file => IsOne(file.MediaType, Path.GetExtension(file.Name ?? "").ToLowerInvariant())))
            yield return file.Open;
        if (IsBody(message.Text.AsSpan().Trim()))
            yield return () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(message.Text));
    }
}
