using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>The body of a request, as configured.</summary>
internal abstract record WebhookContent
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private WebhookContent()
    {
    }

    /// <summary>What it is where no header says so; null where there is no body.</summary>
    public abstract string? Type { get; }

    public abstract byte[] Write(Letter letter, IReadOnlyDictionary<string, object> fields);

    private static byte[] Bytes(JsonNode? json) => Encoding.UTF8.GetBytes(json?.ToJsonString(Relaxed) ?? "null");

    public sealed record None : WebhookContent
    {
        public override string? Type => null;

        public override byte[] Write(Letter letter, IReadOnlyDictionary<string, object> fields) => [];
    }

    /// <summary><see cref="AlertJson"/>.</summary>
    public sealed record Ours : WebhookContent
    {
        public override string Type => "application/json; charset=utf-8";

        public override byte[] Write(Letter letter, IReadOnlyDictionary<string, object> fields) => Bytes(AlertJson.Of(letter));
    }

    /// <summary>A text of which templates are parts.</summary>
    public sealed record Text(HookTemplate Template, string MediaType) : WebhookContent
    {
        public override string Type => MediaType;

        public override byte[] Write(Letter letter, IReadOnlyDictionary<string, object> fields) => Encoding.UTF8.GetBytes(Template.Render(fields));
    }

    /// <summary>JSON in which texts are templates.</summary>
    public sealed record Json(Func<Letter, IReadOnlyDictionary<string, object>, JsonNode?> Node) : WebhookContent
    {
        public override string Type => "application/json; charset=utf-8";

        public override byte[] Write(Letter letter, IReadOnlyDictionary<string, object> fields) => Bytes(Node(letter, fields));
    }

    public sealed record Form(IReadOnlyList<(string Name, HookTemplate Value)> Fields) : WebhookContent
    {
        public override string Type => "application/x-www-form-urlencoded";

        public override byte[] Write(Letter letter, IReadOnlyDictionary<string, object> fields) =>
            Encoding.ASCII.GetBytes(string.Join('&', Fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value.Render(fields))}")));
    }
}
