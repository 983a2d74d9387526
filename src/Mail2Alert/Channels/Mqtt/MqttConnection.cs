using System.Security.Cryptography;
using MQTTnet;
using MQTTnet.Formatter;

namespace Mail2Alert.Channels.Mqtt;

/// <summary>A connection to one broker, opened when it is needed.</summary>
internal sealed class MqttConnection(MqttBroker broker) : IDisposable
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>When it was last used.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>Publishes one message after the other.</summary>
    /// <returns>What the broker says to the last, or to our login when it does not want us.</returns>
    public async Task<MqttAnswer> PublishAsync(IReadOnlyList<MqttApplicationMessage> messages, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_client.IsConnected && await _client.ConnectAsync(Options(), cancellationToken) is { ResultCode: not MqttClientConnectResultCode.Success } refusal)
                return new MqttAnswer((int)refusal.ResultCode, $"{refusal.ResultCode}", IsToLogin: true);
            MqttClientPublishResult? last = null;
            foreach (var message in messages)
            {
                last = await _client.PublishAsync(message, cancellationToken);
                if (!last.IsSuccess)
                    break;
            }
            return new MqttAnswer((int)last!.ReasonCode, $"{last.ReasonCode}", IsToLogin: false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    private MqttClientOptions Options()
    {
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Host, broker.Port)
            .WithProtocolVersion(broker.Version switch { "3.1" => MqttProtocolVersion.V310, "5.0" => MqttProtocolVersion.V500, _ => MqttProtocolVersion.V311 })
            // MQTT 3.1 §3.1 allows 23 characters.
            .WithClientId(broker.ClientId ?? $"mail2alert-{RandomNumberGenerator.GetHexString(12, lowercase: true)}")
            .WithCleanSession(broker.IsClean)
            .WithKeepAlivePeriod(KeepAlive);
        if (broker.User is { } user)
            options = options.WithCredentials(user, broker.Password?.Reveal() ?? "");
        if (broker.IsSecure)
            options = options.WithTlsOptions(Tls);
        return options.Build();
    }

    private void Tls(MqttClientTlsOptionsBuilder tls)
    {
        tls.UseTls().WithTargetHost(broker.Host);
        if (!broker.Verify)
            tls.WithCertificateValidationHandler(_ => true);
    }
}

/// <summary>What a broker says, by the codes of MQTT 5.0 §2.4.</summary>
internal sealed record MqttAnswer(int Code, string Name, bool IsToLogin);
