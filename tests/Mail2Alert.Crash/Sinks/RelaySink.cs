using System.Net;
using System.Net.Sockets;
using System.Text;
using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash.Sinks;

/// <summary>A mail server that writes down what it took, and fails at random.</summary>
internal sealed class RelaySink : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Ledger _ledger;
    private readonly Mood _mood;
    private readonly TimeProvider _clock;
    private readonly Task _accepting;

    public RelaySink(Ledger ledger, Mood mood, TimeProvider clock)
    {
        (_ledger, _mood, _clock) = (ledger, mood, clock);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
                conversations.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var reader = new StreamReader(new NetworkStream(socket, ownsSocket: true), Encoding.Latin1, false, 16 * 1024);
        try
        {
            await new RelayConversation(reader, _ledger, _mood, _clock).RunAsync(_stop.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The program was killed, or the test ends.
        }
    }
}
