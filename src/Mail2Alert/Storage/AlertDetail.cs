using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Alerts;

namespace Mail2Alert.Storage;

/// <summary>What is remembered of an alert beyond its status, as it is stored.</summary>
internal sealed record AlertDetail(
    DateTimeOffset Since,
    Told? Told = null,
    string? MailId = null,
    StoredAlert? Alert = null,
    IReadOnlyList<GroupId>? Groups = null,
    IReadOnlyList<string>? Heard = null,
    Acknowledged? Acknowledged = null,
    DateTimeOffset? Expires = null,
    IReadOnlyList<DateTimeOffset>? Changes = null,
    Severity? Ended = null)
{
    /// <returns>Null when the status says it all.</returns>
    public static Utf8Text? Write(AlertState state) => state is { Told: null, Groups.Count: 0, Heard.Count: 0, Changes.Count: 0, Ended: null, Alert: null }
        ? null
        : new Utf8Text(JsonSerializer.SerializeToUtf8Bytes(
            new AlertDetail(
                state.Since,
                state.Told,
                state.MailId,
                state.Alert is { } alert ? StoredAlert.Of(alert, alert.Text) with { At = alert.At } : null,
                state.Groups.Count > 0 ? state.Groups : null,
                state.Heard.Count > 0 ? state.Heard : null,
                state.Acknowledged,
                state.Expires,
                state.Changes.Count > 0 ? state.Changes : null,
                state.Ended),
            AlertDetailJson.Default.AlertDetail));

    public static AlertState Read(AlertState state, string? json) =>
        json is null || JsonSerializer.Deserialize(json, AlertDetailJson.Default.AlertDetail) is not { } detail ? state : state with
        {
            Since = detail.Since,
            Told = detail.Told,
            MailId = detail.MailId,
            Alert = detail.Alert?.ToAlert(detail.Alert.Text ?? ""),
            Groups = detail.Groups ?? [],
            Heard = detail.Heard ?? [],
            Acknowledged = detail.Acknowledged,
            Expires = detail.Expires,
            Changes = detail.Changes ?? [],
            Ended = detail.Ended,
        };
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AlertDetail))]
internal sealed partial class AlertDetailJson : JsonSerializerContext;
