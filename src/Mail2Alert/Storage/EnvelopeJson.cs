using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Smtp;

namespace Mail2Alert.Storage;

/// <summary>
/// Envelopes as they are stored. Names are those of the library's properties: a property that is renamed there loses what is on disk, and a
/// test with an old envelope fails.
/// </summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(EndPointJson)])]
[JsonSerializable(typeof(SmtpEnvelope))]
[JsonSerializable(typeof(IReadOnlyList<SmtpRecipient>))]
internal sealed partial class EnvelopeJson : JsonSerializerContext
{
    public static string Write(SmtpEnvelope envelope) => JsonSerializer.Serialize(envelope, Default.SmtpEnvelope);

    public static Utf8Text WriteUtf8(SmtpEnvelope envelope) => new(JsonSerializer.SerializeToUtf8Bytes(envelope, Default.SmtpEnvelope));

    public static SmtpEnvelope Read(string json) => JsonSerializer.Deserialize(json, Default.SmtpEnvelope)!;

    public static string Write(IReadOnlyList<SmtpRecipient> recipients) => JsonSerializer.Serialize(recipients, Default.IReadOnlyListSmtpRecipient);

    public static IReadOnlyList<SmtpRecipient> ReadRecipients(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyListSmtpRecipient)!;
}

internal sealed class EndPointJson : JsonConverter<IPEndPoint>
{
    public override IPEndPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IPEndPoint.TryParse(reader.GetString() ?? "", out var address) ? address : throw new JsonException("not an address");

    public override void Write(Utf8JsonWriter writer, IPEndPoint value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
