using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Alerts;

namespace Mail2Alert.Storage;

/// <summary>Alerts and explanations as they are stored: what it takes to send a notification again, not what led to the decision.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredAlert), TypeInfoPropertyName = "Stored")]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class AlertJson : JsonSerializerContext
{
    // A mail's text in Cyrillic must not grow sixfold; what is written here is read by this file only, never put into a page.
    private static AlertJson Compact =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <param name="alert">The alert.</param>
    /// <param name="hasMailsText">True to leave out its text, since the mail has it.</param>
    public static Utf8Text Write(Alert alert, bool hasMailsText = false) =>
        new(JsonSerializer.SerializeToUtf8Bytes(StoredAlert.Of(alert, hasMailsText ? null : alert.Text), Compact.Stored));

    /// <param name="json">As written.</param>
    /// <param name="mailsText">Reads the mail's text, where that is the alert's.</param>
    public static Alert Read(string json, Func<string> mailsText)
    {
        var stored = JsonSerializer.Deserialize(json, Compact.Stored)!;
        return stored.ToAlert(stored.Text ?? mailsText());
    }

    public static Utf8Text Write(IReadOnlyList<string> why) => new(JsonSerializer.SerializeToUtf8Bytes(why, Compact.IReadOnlyListString));

    public static IReadOnlyList<string> ReadWhy(string json) => JsonSerializer.Deserialize(json, Compact.IReadOnlyListString)!;
}

internal sealed record StoredAlert(
    string Source,
    string Key,
    AlertStatus Status,
    Severity Severity,
    Dictionary<string, string> Labels,
    Dictionary<string, string> Unknown,
    string Title,
    string? Text = null,
    string? Occurrence = null,
    string? Event = null,
    Uri? Link = null,
    DateTimeOffset? At = null,
    bool? Listed = null)
{
    public static StoredAlert Of(Alert alert, string? text) => new(
        alert.Source,
        alert.Key,
        alert.Status,
        alert.Severity,
        new(alert.Labels),
        new(alert.Labels.Unknown),
        alert.Title,
        text,
        alert.Occurrence,
        alert.Event,
        alert.Link,
        Listed: alert.IsListed ? true : null);

    public Alert ToAlert(string text) => new()
    {
        Source = Source,
        Key = Key,
        Occurrence = Occurrence,
        IsListed = Listed == true,
        Status = Status,
        Severity = Severity,
        Event = Event,
        Labels = Unknown.Aggregate(
            Labels.Aggregate(Alerts.Labels.Empty, (all, label) => all.With(label.Key, label.Value)),
            (all, label) => all.WithUnknown(label.Key, label.Value)),
        Title = Title,
        Text = text,
        Link = Link,
        At = At ?? default,
    };
}
