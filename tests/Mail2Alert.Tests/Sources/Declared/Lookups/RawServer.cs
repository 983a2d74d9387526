using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.Tests.Sources.Declared.Lookups;

/// <summary>A server that says octets of the test's choice, whatever HTTP thinks of them.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _talk;
    private readonly List<Task> _talks = [];
    private readonly Task _accepting;
    private int _connections;

    public RawServer(Func<NetworkStream, CancellationToken, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Reads a request and says this in return, once, and then closes.</summary>
    public static RawServer Saying(string answer) => Saying(Encoding.Latin1.GetBytes(answer.ReplaceLineEndings("\r\n")));

    public static RawServer Saying(params byte[][] answer) => new(async (stream, cancel) =>
    {
        await HeadAsync(stream, cancel);
        foreach (var part in answer)
            await stream.WriteAsync(part, cancel);
    });

    /// <summary>An answer as it should be.</summary>
    public static RawServer Answering(string body, string type = "application/json", string more = "") => Saying(Answer(body, type, more));

    /// <summary>The same to be said later; a line of it ends as on the wire.</summary>
    public static string Answer(string body, string type = "application/json", string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 200 OK\nContent-Type: {type}\n{more}Content-Length: {body.ReplaceLineEndings("\r\n").Length}\nConnection: close\n\n{body}").ReplaceLineEndings("\r\n");

    /// <summary>Reads up to the empty line.</summary>
    public static async Task<string> HeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(octet, cancellationToken) > 0)
            head.Append((char)octet[0]);
        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_talks);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _talks.Add(TalkAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    // Whoever asked may have gone.
    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _talk(client.GetStream(), _end.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
            {
            }
        }
    }
}
