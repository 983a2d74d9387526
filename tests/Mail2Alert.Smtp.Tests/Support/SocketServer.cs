using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A dialogue's server on a real socket.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    // What a connection may take on a busy machine; to reach it is a failure.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Arrivals _arrivals = new();
    private readonly RecordingHandler _handler;
    private readonly WebApplication _app;

    private SocketServer(Dialogue dialogue)
    {
        _handler = DialogueServer.Handler(dialogue);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Use(_arrivals.Watch);
            listen.UseSmtp(_handler, DialogueServer.Options(dialogue), DialogueServer.Listener(dialogue));
        }));
        _app = builder.Build();
    }

    public static async Task<SocketServer> StartAsync(Dialogue dialogue)
    {
        var server = new SocketServer(dialogue);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Sends a text (Latin-1) in one write, or in two that the server reads one after the other.</summary>
    /// <param name="text">What to send.</param>
    /// <param name="cut">Where the second write begins.</param>
    /// <param name="expected">How many octets are expected; then the client says that it is done, and reads on to the end.</param>
    public async Task<Exchange> SendAsync(string text, int cut, int expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var socket = await ConnectAsync(limit.Token);
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var arrival = _arrivals.Of(port);
        await SendAsync(socket, Encoding.Latin1.GetBytes(text), cut, arrival, limit.Token);
        var replies = await ReadAsync(socket, expected, limit.Token);
        _arrivals.Forget(port);
        var mine = _handler.Deliveries.Where(delivery => delivery.Envelope.Peer.ConnectionId == arrival.ConnectionId);
        return new(replies, [.. mine.Select(delivery => delivery.Text)]);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
        return socket;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, int cut, Arrival arrival, CancellationToken cancellationToken)
    {
        try
        {
            if (cut > 0)
            {
                var first = arrival.WorkedOffAsync(cut);
                await socket.SendAsync(bytes.AsMemory(..cut), cancellationToken);
                await first.WaitAsync(cancellationToken);
            }

            await socket.SendAsync(bytes.AsMemory(cut..), cancellationToken);
        }
        catch (SocketException) when (cut > 0)
        {
            // The server closed behind the first part; what it said by then is still to be read.
        }
    }

    private static async Task<string> ReadAsync(Socket socket, int expected, CancellationToken cancellationToken)
    {
        var (replies, buffer) = (new StringBuilder(), new byte[4096]);
        try
        {
            int length;
            do
            {
                if (replies.Length >= expected)
                {
                    socket.Shutdown(SocketShutdown.Send);
                }

                length = await socket.ReceiveAsync(buffer, cancellationToken);
                replies.Append(Encoding.Latin1.GetString(buffer, 0, length));
            }
            while (length > 0);
        }
        catch (SocketException)
        {
            // A server that closes on what it did not read resets the connection. All it said before has been read.
        }

        return Dialogue.WithoutIds(replies.ToString());
    }
}

/// <summary>What came of a dialogue: the replies, and the messages that the handler got.</summary>
internal sealed record Exchange(string Replies, IReadOnlyList<string> Messages);
