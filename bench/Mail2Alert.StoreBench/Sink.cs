using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.StoreBench;

/// <summary>A mail server that takes everything and keeps nothing.</summary>
internal sealed class Sink : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private long _mails;

    public Sink()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public long Mails => Interlocked.Read(ref _mails);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // The run is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            await SayAsync(stream, "220 sink");
            while (await reader.ReadLineAsync() is { } line)
                await AnswerAsync(stream, reader, line);
        }
        catch (IOException)
        {
            // The client is gone.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, StreamReader reader, string command)
    {
        if (command.StartsWith("EHLO", StringComparison.Ordinal))
        {
            await SayAsync(stream, "250-sink\r\n250-PIPELINING\r\n250 8BITMIME");
            return;
        }
        await SayAsync(stream, command == "DATA" ? "354 go on" : "250 2.0.0 ok");
        if (command != "DATA")
            return;
        while (await reader.ReadLineAsync() is { } line && line != ".")
            continue;
        Interlocked.Increment(ref _mails);
        await SayAsync(stream, "250 2.0.0 ok");
    }

    private static Task SayAsync(NetworkStream stream, string reply) => stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n")).AsTask();
}
