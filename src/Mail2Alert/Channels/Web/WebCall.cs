using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Web;

/// <summary>One request to a service.</summary>
internal sealed record WebCall(HttpMethod Method, Uri Address)
{
    // What needs no escape in JSON is not escaped: services that count octets count fewer.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its body, made anew for each time it is sent; null for none.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>Further fields of the header.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <param name="method">The method.</param>
    /// <param name="address">Where to.</param>
    /// <param name="body">Members that are null are left out.</param>
    public static WebCall Json(HttpMethod method, Uri address, JsonNode body)
    {
        var bytes = Encoding.UTF8.GetBytes(Written(body));
        return new WebCall(method, address)
        {
            Body = () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
    }

    /// <summary>JSON as it is sent.</summary>
    /// <param name="body">Members that are null are left out.</param>
    public static string Written(JsonNode body)
    {
        LeaveOutNull(body);
        return body.ToJsonString(Relaxed);
    }

    /// <param name="address">Where to, by POST.</param>
    /// <param name="file">Its content is the body.</param>
    public static WebCall File(Uri address, LetterFile file) => new(HttpMethod.Post, address)
    {
        Body = () => new ReadOnlyMemoryContent(file.Bytes) { Headers = { ContentType = MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type : null } },
    };

    /// <param name="address">Where to, by POST.</param>
    /// <param name="fields">Those that are null are left out.</param>
    public static WebCall Form(Uri address, IEnumerable<(string Name, string? Value)> fields)
    {
        var given = fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)).ToList();
        return new WebCall(HttpMethod.Post, address) { Body = () => new FormUrlEncodedContent(given) };
    }

    /// <summary>A form with files, as browsers send one (RFC 7578).</summary>
    /// <param name="address">Where to, by POST.</param>
    /// <param name="fields">Those that are null are left out.</param>
    /// <param name="files">Each with the name of its field.</param>
    public static WebCall Multipart(Uri address, IEnumerable<(string Name, string? Value)> fields, IEnumerable<(string Name, LetterFile File)> files)
    {
        var (given, attached) = (fields.Where(field => field.Value is not null).ToList(), files.ToList());
        return new WebCall(HttpMethod.Post, address)
        {
            Body = () => new WebForm([.. given.Select(field => (field.Name, field.Value!))], attached).ToContent(),
        };
    }

    public WebCall With(string name, string? value) => value is null ? this : this with { Headers = [.. Headers, (name, value)] };

    /// <summary>The same with a field that takes the place of one that is there.</summary>
    public WebCall Instead(string name, string value) =>
        this with { Headers = [.. Headers.Where(field => !field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), (name, value)] };

    /// <summary>Who asks: a token (RFC 6750).</summary>
    public WebCall WithBearer(Secret token) => With("Authorization", $"Bearer {token.Reveal()}");

    /// <summary>Who asks: a name and a password (RFC 7617); neither when there is no name.</summary>
    public WebCall WithLogin(string? user, Secret? password) => user is null
        ? this
        : With("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password?.Reveal()}"))}");

    private static void LeaveOutNull(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
                members.Remove(name);
            foreach (var (_, member) in members)
                LeaveOutNull(member);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                LeaveOutNull(item);
        }
    }
}
