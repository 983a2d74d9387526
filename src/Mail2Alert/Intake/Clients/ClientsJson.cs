using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Smtp;

namespace Mail2Alert.Intake.Clients;

/// <summary>The form of the report, in the file and for scripts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(ProfileConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ClientsReport))]
internal sealed partial class ClientsJson : JsonSerializerContext;

internal sealed class ProfileConverter() : JsonStringEnumConverter<SmtpProfile>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
