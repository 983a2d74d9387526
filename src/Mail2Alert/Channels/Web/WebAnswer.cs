using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mail2Alert.Channels.Web;

/// <summary>What came of a request.</summary>
internal abstract record WebAnswer
{
    private WebAnswer()
    {
    }

    /// <summary>Somebody answered.</summary>
    /// <param name="Status">The status code.</param>
    /// <param name="Headers">The header.</param>
    /// <param name="Body">Its first 64 KiB as text.</param>
    public sealed record Reply(int Status, HttpResponseHeaders Headers, string Body) : WebAnswer
    {
        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>What the body says; null when it is not a JSON object.</summary>
        public JsonObject? Json { get; } = Parse(Body);

        /// <summary>A member of the JSON object as text; null when it is not there or no plain value.</summary>
        public string? this[string member] => Json?[member] is JsonValue value ? value.ToString() : null;

        private static JsonObject? Parse(string body)
        {
            try
            {
                return body.AsSpan().TrimStart() is ['{', ..] ? JsonNode.Parse(body) as JsonObject : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The request did not get there: to send it again repeats nothing.</summary>
    public sealed record Unsent(string Why) : WebAnswer;

    /// <summary>The request may have got there, and done what it should.</summary>
    public sealed record Unanswered(string Why) : WebAnswer;
}
