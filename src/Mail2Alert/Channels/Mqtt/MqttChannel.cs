using System.Net.Sockets;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;
using MQTTnet.Exceptions;

namespace Mail2Alert.Channels.Mqtt;

/// <summary>Brokers of MQTT 3.1, 3.1.1 and 5.0. What the broker took is delivered: at quality 1 and 2 it says so.</summary>
internal sealed class MqttChannel(ChannelTools tools) : IUrlChannel, IDisposable
{
    private readonly MqttConnections _connections = new(tools.Clock);

    public static ChannelKind Kind { get; } = new("mqtt", ["mqtt", "mqtts"], MqttUrl.Read)
    {
        Form = "mqtts://HOST/TOPIC",
        Limits = new MessageLimits(Title: 250, Text: 250_000),
    };

    private static readonly ChannelKind JsonKind = Kind with { HasLink = true, ShowsStatus = true };

    public string Scheme => Kind.Name;

    public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var own = (MqttTarget)target;
        return new LetterCarrier(tools.Letters, own.IsJson ? JsonKind : Kind)
            .CarryAsync(notification, own, dialect: null, letter => TellAsync(letter, own, cancellationToken));
    }

    public void Dispose() => _connections.Dispose();

    private async Task<Outcome> TellAsync(Letter letter, MqttTarget target, CancellationToken cancellationToken)
    {
        var place = $"{target.Broker.Host}:{target.Broker.Port}";
        using var limit = new CancellationTokenSource(target.Options.Timeout, tools.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return Judge(await _connections.Of(target.Broker).PublishAsync([.. MqttMessages.Of(letter, target)], either.Token), place);
        }
        catch (Exception trouble) when (trouble is MqttCommunicationException or MqttProtocolViolationException or SocketException or IOException
            or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            return new Outcome.Retry($"the broker {place} did not take it: {Printable.Of(trouble.InnerException?.Message ?? trouble.Message)}");
        }
    }

    private static Outcome Judge(MqttAnswer answer, string place) => answer switch
    {
        // 16: nobody listens at the moment.
        { IsToLogin: false, Code: 0 or 16 } => new Outcome.Delivered(),
        { Name: "BadUserNameOrPassword" or "NotAuthorized" or "BadAuthenticationMethod" or "Banned" } =>
            new Outcome.Retry($"the broker {place} says {answer.Name}: check user, password and what they may publish"),
        { Name: "PacketTooLarge" } => new Outcome.Failed($"the broker {place} says {answer.Name}") { IsTooLarge = true },
        { Name: "TopicNameInvalid" or "PayloadFormatInvalid" or "UnsupportedProtocolVersion" or "RetainNotSupported" or "QoSNotSupported" } =>
            new Outcome.Failed($"the broker {place} says {answer.Name}"),
        _ => new Outcome.Retry($"the broker {place} says {answer.Name}"),
    };
}
