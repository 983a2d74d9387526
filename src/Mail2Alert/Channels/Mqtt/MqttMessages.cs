using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mail2Alert.Channels.Templates;
using MQTTnet;
using MQTTnet.Protocol;

namespace Mail2Alert.Channels.Mqtt;

/// <summary>What is published of a letter: the news, and where the broker keeps it, at its end nothing in its place.</summary>
internal static class MqttMessages
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<MqttApplicationMessage> Of(Letter letter, MqttTarget target)
    {
        var body = target.IsJson ? AlertJson.Of(letter).ToJsonString(Relaxed) : $"{letter.Title}\r\n{letter.Text}";
        var message = Message(letter, target)
            .WithPayload(Encoding.UTF8.GetBytes(body))
            .WithRetainFlag(target.IsRetained && !letter.Ends);
        if (target.Broker.Version == "5.0")
        {
            message = message.WithContentType(target.IsJson ? "application/json" : "text/plain; charset=utf-8")
                .WithPayloadFormatIndicator(MqttPayloadFormatIndicator.CharacterData)
                .WithCorrelationData(Encoding.ASCII.GetBytes(letter.Key));
        }
        yield return message.Build();
        // Nothing takes the place of what the broker kept (MQTT 5.0 §3.3.1.3): who comes now sees only what fires.
        if (target.IsRetained && letter.Ends)
            yield return Message(letter, target).WithRetainFlag().Build();
    }

    private static MqttApplicationMessageBuilder Message(Letter letter, MqttTarget target) => new MqttApplicationMessageBuilder()
        .WithTopic(target.Topic
            .Replace("{source}", Level(letter.Alert.Source), StringComparison.Ordinal)
            .Replace("{key}", Level(letter.Alert.Key), StringComparison.Ordinal))
        .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)target.Quality);

    // One level of a topic, whatever a mail says (MQTT 5.0 §4.7).
    private static string Level(string text) =>
        string.Concat(text.Take(200).Select(character => character is '/' or '+' or '#' or '$' || char.IsControl(character) || char.IsSurrogate(character) ? '_' : character));
}
