using System.Net.Http.Headers;
using System.Text;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Web;

/// <summary>
/// A form with files. The framework's own writes names without quotes and those of files twice, which services differ about: RFC 7578 §4.2 wants
/// them once, in quotes and in UTF-8.
/// </summary>
internal sealed record WebForm(IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<(string Name, LetterFile File)> Files)
{
    public HttpContent ToContent()
    {
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in Fields)
            form.Add(Named(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"name=\"{Quoted(name)}\""));
        foreach (var (name, file) in Files)
            form.Add(Named(ContentOf(file), $"name=\"{Quoted(name)}\"; filename=\"{Quoted(file.Name)}\""));
        return form;
    }

    private static ReadOnlyMemoryContent ContentOf(LetterFile file) =>
        new(file.Bytes) { Headers = { ContentType = MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type : null } };

    private static HttpContent Named(HttpContent content, string names)
    {
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; {names}");
        return content;
    }

    // As browsers do (WHATWG HTML, multipart/form-data encoding).
    private static string Quoted(string name) => name
        .Replace("\"", "%22", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
