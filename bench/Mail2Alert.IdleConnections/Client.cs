using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.IdleConnections;

/// <summary>A connection that stays. Each loopback address has some 28,000 ports, so many of them share the load.</summary>
internal sealed class Client(Socket socket) : IDisposable
{
    private const int ConnectionsPerAddress = 5000;

    private static readonly byte[] Mail = Encoding.ASCII.GetBytes(
        "EHLO a.example\r\nMAIL FROM:<a@a.example>\r\nRCPT TO:<b@b.example>\r\nDATA\r\nSubject: Backup failed\r\n\r\nThe disk is full.\r\n.\r\n");

    private readonly byte[] _buffer = new byte[1024];

    public static async Task<Client> ConnectAsync(int port, int number)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var address = new IPAddress([127, 0, 0, (byte)(1 + (number / ConnectionsPerAddress))]);
        socket.Bind(new IPEndPoint(address, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new Client(socket);
    }

    public Task<string> ReadBannerAsync() => ReadUntilAsync("\r\n");

    public async Task<string> SendMailAsync()
    {
        await socket.SendAsync(Mail);
        return await ReadUntilAsync("queued as ");
    }

    public void Dispose() => socket.Dispose();

    private async Task<string> ReadUntilAsync(string end)
    {
        var text = "";
        while (!text.Contains(end, StringComparison.Ordinal))
        {
            var length = await socket.ReceiveAsync(_buffer);
            text += length > 0 ? Encoding.ASCII.GetString(_buffer, 0, length) : throw new IOException($"The server closed after '{text}'.");
        }

        return text;
    }
}
