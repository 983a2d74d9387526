using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>A request, whoever made it.</summary>
internal sealed record HttpRequestSeen(string Method, string Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private Uri Uri => new(Address);

    public string Path => Uri.GetLeftPart(UriPartial.Path);

    /// <summary>
    /// What stands in one place: <c>?name</c> of the query, <c>H:name</c> of the header, else a member of the body, whether JSON
    /// (<c>payload.source</c>) or form. Empty where there is nothing.
    /// </summary>
    public string At(string place) => place switch
    {
        ['?', .. var name] => Fields(Uri.Query.TrimStart('?')).GetValueOrDefault(name, ""),
        ['H', ':', .. var name] => Headers.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "",
        _ when Body.StartsWith('{') => place.Split('.').Aggregate((JsonNode?)JsonNode.Parse(Body), (node, name) => (node as JsonObject)?[name]) switch
        {
            null => "",
            JsonValue value => value.ToString(),
            JsonArray { Count: 1 } only => only[0]!.ToString(),
            { } node => node.ToJsonString(),
        },
        _ => Fields(Body).GetValueOrDefault(place, ""),
    };

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
            fields[Decode(pair[0])] = Decode(pair.ElementAtOrDefault(1) ?? "");
        return fields;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>What Apprise does with a URL.</summary>
internal sealed record AppriseRequests(string Url, bool Known, IReadOnlyList<HttpRequestSeen> Requests);

[JsonSerializable(typeof(AppriseRequests))]
internal sealed partial class AppriseJson : JsonSerializerContext;
