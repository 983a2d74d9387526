using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>A client on a real socket that may end badly. A connection that the server resets has ended, and what came before it counts.</summary>
internal sealed class AttackClient(Socket socket) : IAsyncDisposable
{
    // A connection that hangs is a failure that tells where, not a test run that never ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _patience = new(Patience);
    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _received = new();
    private Stream _stream = new NetworkStream(socket);

    private CancellationToken Token => _patience.Token;

    public static async Task<AttackClient> ConnectAsync(IPEndPoint server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, TestContext.Current.CancellationToken);
        return new AttackClient(socket);
    }

    public Task<bool> SendAsync(string latin1) => SendAsync(Encoding.Latin1.GetBytes(latin1));

    /// <summary>False when the server has closed.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes, Token);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>One reply with all its lines; empty at the end.</summary>
    public async Task<string> ReadReplyAsync()
    {
        int end;
        while ((end = EndOfReply(_received.ToString())) < 0)
        {
            if (!await ReceiveAsync())
            {
                return "";
            }
        }

        var reply = _received.ToString(0, end);
        _received.Remove(0, end);
        return reply;
    }

    public async Task<string> ReadToEndAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return _received.ToString();
    }

    public async Task StartTlsAsync()
    {
        await SendAsync("EHLO x\r\nSTARTTLS\r\n");
        await ReadReplyAsync();
        (await ReadReplyAsync()).ShouldStartWith("220 ");
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, Token);
        _stream = tls;
    }

    /// <summary>Sends no more, but would still read.</summary>
    public void HalfClose() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes with RST: whatever is on its way is gone.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        socket.Dispose();
        _patience.Dispose();
    }

    private async Task<bool> ReceiveAsync()
    {
        try
        {
            var length = await _stream.ReadAsync(_buffer, Token);
            _received.Append(Encoding.Latin1.GetString(_buffer, 0, length));
            return length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int EndOfReply(string text)
    {
        for (int start = 0, end; (end = text.IndexOf("\r\n", start, StringComparison.Ordinal)) >= 0; start = end + 2)
        {
            if (end < start + 4 || text[start + 3] != '-')
            {
                return end + 2;
            }
        }

        return -1;
    }
}
