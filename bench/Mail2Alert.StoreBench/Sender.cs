using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.StoreBench;

/// <summary>A notifier that sends one mail after the other on one connection: envelope in one write, content in another.</summary>
internal sealed class Sender : IDisposable
{
    private static readonly byte[] Envelope = Encoding.ASCII.GetBytes(
        "MAIL FROM:<ci@example.net>\r\nRCPT TO:<alerts@example.net>\r\nDATA\r\n");

    private static long _mails;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];

    private Sender(Socket socket) => _socket = socket;

    public static async Task<Sender> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var sender = new Sender(socket);
        await sender.ExpectAsync("220");
        return sender;
    }

    /// <summary>So many at once, for so long.</summary>
    /// <returns>Mails accepted in a second.</returns>
    public static async Task<double> RateAsync(int port, int senders, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var sent = await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
        {
            using var sender = await ConnectAsync(port);
            await sender.HelloAsync();
            var mails = 0;
            for (; Stopwatch.GetElapsedTime(start) < time; mails++)
                await sender.SendAsync();
            return mails;
        })));
        return sent.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => _socket.Dispose();

    private async Task HelloAsync()
    {
        await _socket.SendAsync(Encoding.ASCII.GetBytes("EHLO bench\r\n"));
        await ExpectAsync("250");
    }

    private async Task SendAsync()
    {
        await _socket.SendAsync(Envelope);
        await ExpectAsync("354");
        var number = Interlocked.Increment(ref _mails).ToString("D10", CultureInfo.InvariantCulture);
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"From: ci@example.net\r\nTo: alerts@example.net\r\nSubject: Build {number} failed\r\n\r\n{Text}\r\n.\r\n"));
        await ExpectAsync("250");
    }

    private static string Text { get; } = string.Join("\r\n", Enumerable.Repeat(new string('x', 72), 13));

    // The last line of the last reply decides; all of a pipelined batch has come when that one has.
    private async Task ExpectAsync(string code)
    {
        for (var length = 0; ;)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("the connection was closed");
            length += read;
            if (_buffer[length - 1] != '\n')
                continue;
            var last = Encoding.ASCII.GetString(_buffer, 0, length).TrimEnd().Split('\n')[^1];
            if (last.StartsWith(code + " ", StringComparison.Ordinal))
                return;
            if (last[0] is '4' or '5')
                throw new IOException(last);
        }
    }
}
