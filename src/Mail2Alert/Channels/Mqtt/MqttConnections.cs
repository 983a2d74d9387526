namespace Mail2Alert.Channels.Mqtt;

/// <summary>Connections to brokers, kept for the next alert: so many, and then the one that was used least recently makes room.</summary>
internal sealed class MqttConnections(TimeProvider clock) : IDisposable
{
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<MqttBroker, MqttConnection> _connections = [];

    public MqttConnection Of(MqttBroker broker)
    {
        lock (_lock)
        {
            if (!_connections.TryGetValue(broker, out var connection))
            {
                if (_connections.Count >= Most)
                    Close(_connections.MinBy(other => other.Value.UsedAt).Key);
                _connections.Add(broker, connection = new MqttConnection(broker));
            }
            connection.UsedAt = clock.GetUtcNow();
            return connection;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var broker in _connections.Keys.ToList())
                Close(broker);
        }
    }

    private void Close(MqttBroker broker)
    {
        _connections.Remove(broker, out var connection);
        connection?.Dispose();
    }
}
