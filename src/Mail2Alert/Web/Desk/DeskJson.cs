using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage;

namespace Mail2Alert.Web.Desk;

/// <summary>What goes over the desk's socket, and what commands print for scripts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(StateConverter), typeof(ActionConverter), typeof(StatusConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeliveryQuery))]
[JsonSerializable(typeof(Page<QueuedDelivery>))]
[JsonSerializable(typeof(DeliveryDetails))]
[JsonSerializable(typeof(StoreFigures))]
[JsonSerializable(typeof(DeskOrder))]
[JsonSerializable(typeof(IReadOnlyList<Acted>))]
[JsonSerializable(typeof(MailQuery))]
[JsonSerializable(typeof(Page<MailRow>))]
[JsonSerializable(typeof(ReplayOrder))]
[JsonSerializable(typeof(ReplayedMail))]
[JsonSerializable(typeof(IReadOnlyList<ReplayedMail>))]
[JsonSerializable(typeof(BackupOrder))]
[JsonSerializable(typeof(BackupReport))]
[JsonSerializable(typeof(DeskTrouble))]
[JsonSerializable(typeof(QueueListing))]
[JsonSerializable(typeof(AlertQuery))]
[JsonSerializable(typeof(AlertListing))]
[JsonSerializable(typeof(AcknowledgeOrder))]
[JsonSerializable(typeof(AcknowledgedAlert))]
[JsonSerializable(typeof(SilenceOrder))]
[JsonSerializable(typeof(SilenceName))]
[JsonSerializable(typeof(SilenceReport))]
[JsonSerializable(typeof(IReadOnlyList<ListedSilence>))]
internal sealed partial class DeskJson : JsonSerializerContext
{
    /// <summary>For scripts: indented, and a subject in Cyrillic as it is. It is never put into a page.</summary>
    public static DeskJson Printed =>
        field ??= new(new JsonSerializerOptions(Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

internal sealed class StateConverter() : JsonStringEnumConverter<DeliveryState>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

internal sealed class StatusConverter() : JsonStringEnumConverter<AlertStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

internal sealed class ActionConverter() : JsonStringEnumConverter<DeskAction>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
