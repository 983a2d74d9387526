using System.Net;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Proxy;
using Mail2Alert.Smtp.Sessions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Mail2Alert.Smtp;

/// <summary>
/// Where Kestrel hands over a connection. The limit is kept here because Kestrel's own closes without a word; the shutdown signal arrives
/// here too.
/// </summary>
internal sealed class SmtpConnectionHandler(SmtpServer server, SmtpListener listener) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var peer = PeerOf(connection);
        try
        {
            await (server.Admission.TryEnter() ? AdmitAsync(connection, peer) : TurnAwayAsync(connection, peer)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ConnectionAbortedException)
        {
            // A reset or an abort: the client's affair, and no news to it.
            server.Log.ConnectionBroke(peer.ConnectionId, peer.Remote, exception.Message);
        }
        finally
        {
            server.Admission.Leave();
        }
    }

    private async Task AdmitAsync(ConnectionContext connection, SmtpPeer socket)
    {
        if (await IntroduceAsync(connection, socket).ConfigureAwait(false) is not { } peer)
        {
            server.Log.ProxyHeaderMissing(socket.ConnectionId, socket.Remote);
            server.Metrics.ConnectionRefused("proxy", socket);
            return;
        }

        if (!server.Admission.TryAdd(peer.Remote?.Address))
        {
            server.Log.AddressRefused(peer.ConnectionId, peer.Remote, server.Options.MaxConnectionsPerAddress);
            server.Metrics.ConnectionRefused("address", peer);
            server.Metrics.LimitReached(SmtpLimit.ConnectionsPerAddress, peer);
            await connection.Transport.Output.WriteAsync(ServerReplies.TooManyFromAddress.Wire).ConfigureAwait(false);
            return;
        }

        try
        {
            await ServeAsync(connection, peer).ConfigureAwait(false);
        }
        finally
        {
            server.Admission.Release(peer.Remote?.Address);
        }
    }

    // Before the greeting: a balancer's client must not be taken for the balancer. Null: the balancer did not say who it is.
    private async ValueTask<SmtpPeer?> IntroduceAsync(ConnectionContext connection, SmtpPeer socket)
    {
        if (socket.Remote is not { } remote || !server.Options.ProxyNetworks.Any(network => network.Contains(remote.Address)))
        {
            return socket;
        }

        return await ProxyReader.ReadAsync(connection.Transport.Input, server, socket).ConfigureAwait(false) switch
        {
            null => null,
            { Source: null } => socket,
            { } header => socket with { Remote = Plain(header.Source), Local = Plain(header.Destination), Proxy = remote },
        };
    }

    private async Task ServeAsync(ConnectionContext connection, SmtpPeer peer)
    {
        server.Log.ConnectionOpened(peer.ConnectionId, peer.Remote, peer.Listener.Name);
        server.Metrics.ConnectionOpened(peer);
        try
        {
            await RunAsync(connection, peer).ConfigureAwait(false);
        }
        finally
        {
            server.Metrics.ConnectionClosed(peer);
        }
    }

    private async Task RunAsync(ConnectionContext connection, SmtpPeer peer)
    {
        var session = new SmtpSession(server, connection.Transport, peer, connection.ConnectionClosed);
        await using var disposal = session.ConfigureAwait(false);
        var stop = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        await using var registration = stop.Register(session.Stop).ConfigureAwait(false);
        if (await session.RunAsync().ConfigureAwait(false) == SmtpSessionEnd.Stalled)
        {
            connection.Abort(new ConnectionAbortedException("The client does not read."));
        }
    }

    private async Task TurnAwayAsync(ConnectionContext connection, SmtpPeer peer)
    {
        server.Log.ConnectionRefused(peer.ConnectionId, peer.Remote, server.Options.MaxConnections);
        server.Metrics.ConnectionRefused("limit", peer);
        server.Metrics.LimitReached(SmtpLimit.Connections, peer);
        await connection.Transport.Output.WriteAsync(ServerReplies.TooManyConnections.Wire).ConfigureAwait(false);
    }

    private SmtpPeer PeerOf(ConnectionContext connection) =>
        new(connection.ConnectionId, Plain(connection.RemoteEndPoint), Plain(connection.LocalEndPoint), Hello: null, IsExtended: false)
        {
            Listener = listener,
        };

    // A dual-stack socket shows IPv4 clients as ::ffff:192.0.2.1, which no network list would match.
    private static IPEndPoint? Plain(EndPoint? endPoint) => endPoint switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped => new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port),
        _ => endPoint as IPEndPoint,
    };
}
