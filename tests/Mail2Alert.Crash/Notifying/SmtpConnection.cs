using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.Crash.Notifying;

/// <summary>The client's end of an SMTP connection. It shares no code with the program under test.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private SmtpConnection(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.Latin1);
    }

    /// <exception cref="IOException">The server closed the connection.</exception>
    /// <exception cref="SocketException">There is no server.</exception>
    public static async Task<SmtpConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var connection = new SmtpConnection(socket);
        await connection.AnswerAsync(cancellationToken);
        await connection.SayAsync("EHLO nas.example.com\r\n", cancellationToken);
        return connection;
    }

    /// <summary>Sends a mail.</summary>
    /// <returns>The first refusal, or the answer to the final dot.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<int> SendAsync(TestMail mail, CancellationToken cancellationToken)
    {
        var code = await SayAsync($"MAIL FROM:<{Places.Nas}>\r\n", cancellationToken);
        code = code == 250 ? await SayAsync($"RCPT TO:<{mail.Recipient}>\r\n", cancellationToken) : code;
        code = code == 250 ? await SayAsync("DATA\r\n", cancellationToken) : code;
        return code == 354 ? await SayAsync($"{mail.Content}.\r\n", cancellationToken) : code;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<int> SayAsync(string text, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
        return await AnswerAsync(cancellationToken);
    }

    private async Task<int> AnswerAsync(CancellationToken cancellationToken)
    {
        string line;
        do
            line = await _reader.ReadLineAsync(cancellationToken) ?? throw new IOException("The server closed the connection.");
        while (line is [_, _, _, '-', ..]);
        return int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture);
    }
}
