using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>Stands between Kestrel and the server, and knows how much of what each client sent has been worked off.</summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<int, Arrival> _byPort = new();

    /// <summary>Of the client at that port.</summary>
    public Arrival Of(int port) => _byPort.GetOrAdd(port, _ => new Arrival());

    public void Forget(int port) => _byPort.TryRemove(port, out _);

    public ConnectionDelegate Watch(ConnectionDelegate next) => async connection =>
    {
        var (transport, arrival) = (connection.Transport, Of(((IPEndPoint)connection.RemoteEndPoint!).Port));
        arrival.ConnectionId = connection.ConnectionId;
        connection.Transport = new Duplex(new WatchedReader(transport.Input, arrival.Waits), transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
            arrival.Waits(long.MaxValue);
        }
    };

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

/// <summary>What one client sent, as the server sees it.</summary>
internal sealed class Arrival
{
    private readonly TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _awaited = long.MaxValue;

    /// <summary>Unlike the client's port, never used again.</summary>
    public string ConnectionId { get; set; } = "";

    /// <summary>Ends when the server has seen so many octets and waits for more, or has ended. To be called before they are sent.</summary>
    public Task WorkedOffAsync(long octets)
    {
        Volatile.Write(ref _awaited, octets);
        return _signal.Task;
    }

    public void Waits(long seen)
    {
        if (seen >= Volatile.Read(ref _awaited))
        {
            _signal.TrySetResult();
        }
    }
}
