using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A client that can speak TLS, over pipes in memory. It waits for what it expects, since handshakes take their own time.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly SmtpSession _session;
    private Stream _stream;

    public StreamClient(SmtpServer server, SmtpListener? listener = null)
    {
        var peer = new SmtpPeer("c1", new IPEndPoint(IPAddress.Parse("192.0.2.9"), 4444), null, null, false)
        {
            Listener = listener ?? SmtpListener.Default,
        };
        _session = new SmtpSession(server, new Duplex(_toServer.Reader, _toClient.Writer), peer, CancellationToken.None);
        _stream = new SmtpTransportStream(new Duplex(_toClient.Reader, _toServer.Writer));
        Run = _session.RunAsync();
    }

    public Task<SmtpSessionEnd> Run { get; }

    public SslStream Tls => (SslStream)_stream;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The chain as the server sent it, without what the client could have found elsewhere.</summary>
    public IReadOnlyList<string> ServerChain { get; private set; } = [];

    public async Task SendAsync(string text)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), Token);

        // A session that ended reads no more: its reason is what the test wants to see.
        await await Task.WhenAny(_toServer.Writer.FlushAsync(Token).AsTask(), Run);
    }

    /// <summary>One reply with all its lines.</summary>
    public async Task<string> ReadReplyAsync()
    {
        var reply = new StringBuilder();
        string line;
        do
        {
            line = await ReadLineAsync();
            reply.Append(line);
        }
        while (line.Length > 3 && line[3] == '-');
        return reply.ToString();
    }

    public async Task<string> AskAsync(string command)
    {
        await SendAsync(command + "\r\n");
        return await ReadReplyAsync();
    }

    /// <summary>What is left until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        await Run.WaitAsync(Token);
        await HangUpAsync();
        using var reader = new StreamReader(_stream, Encoding.Latin1, leaveOpen: true);
        return await reader.ReadToEndAsync(Token);
    }

    public async Task HandshakeAsync(Action<SslClientAuthenticationOptions>? configure = null)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "mx.example.org",
            RemoteCertificateValidationCallback = (_, _, chain, _) =>
            {
                ServerChain = [.. chain!.ChainPolicy.ExtraStore.Select(certificate => certificate.Subject)];
                return true;
            },
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        configure?.Invoke(options);
        _stream = new SslStream(_stream);
        try
        {
            await Tls.AuthenticateAsClientAsync(options, Token);
        }
        finally
        {
            // Also the alert that says why not.
            await _toServer.Writer.FlushAsync(Token);
        }
    }

    /// <summary>Up to EHLO inside TLS.</summary>
    public async Task StartTlsAsync(Action<SslClientAuthenticationOptions>? configure = null)
    {
        await ReadReplyAsync();
        await AskAsync("EHLO before");
        (await AskAsync("STARTTLS")).ShouldStartWith("220 ");
        await HandshakeAsync(configure);
    }

    public async Task<Delivery> DeliverAsync(RecordingHandler handler)
    {
        await AskAsync("EHLO after");
        await SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        for (var i = 0; i < 3; i++)
        {
            await ReadReplyAsync();
        }

        (await AskAsync("hello\r\n.")).ShouldStartWith("250 2.0.0 Ok: queued");
        return handler.Deliveries[^1];
    }

    /// <summary>What the transport does when a session is over.</summary>
    public Task HangUpAsync() => _toClient.Writer.CompleteAsync().AsTask();

    public Task CloseAsync() => _toServer.Writer.CompleteAsync().AsTask();

    public void Stop() => _session.Stop();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Run.WaitAsync(Token);
        await _session.DisposeAsync();
        await _stream.DisposeAsync();
    }

    private async Task<string> ReadLineAsync()
    {
        var (line, octet) = (new StringBuilder(), new byte[1]);
        while (line.Length < 2000 && !line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            (await _stream.ReadAsync(octet, Token)).ShouldBe(1, $"The server closed after '{line}'");
            line.Append((char)octet[0]);
        }

        return line.ToString();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
