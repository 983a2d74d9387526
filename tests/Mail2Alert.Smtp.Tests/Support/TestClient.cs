using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>
/// A client over pipes whose continuations run inline: when a call returns, the session has done all it can with what it was sent.
/// </summary>
internal sealed class TestClient : IAsyncDisposable
{
    private readonly Pipe _toServer = Inline(0);
    private readonly Pipe _toClient;
    private readonly CancellationTokenSource _connectionClosed = new();
    private readonly StringBuilder _received = new();
    private readonly CountingWriter _output;
    private readonly MeasuringReader _input;
    private readonly SmtpSession _session;

    /// <summary>Connects.</summary>
    /// <param name="server">The server.</param>
    /// <param name="window">Octets that the server may send ahead of the test's reading them; 0 for any number.</param>
    /// <param name="address">Where the client is.</param>
    /// <param name="isEncrypted">Whether it came by TLS.</param>
    /// <param name="listener">Where it connects to.</param>
    public TestClient(SmtpServer server, int window = 0, string address = "192.0.2.9", bool isEncrypted = false, SmtpListener? listener = null)
    {
        _toClient = Inline(window);
        _output = new CountingWriter(_toClient.Writer);
        _input = new MeasuringReader(_toServer.Reader);
        var peer = new SmtpPeer("c1", new IPEndPoint(IPAddress.Parse(address), 4444), null, null, false)
        {
            Listener = listener ?? SmtpListener.Default,
            Tls = isEncrypted ? new SmtpTlsFacts(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384, null, null) : null,
        };
        _session = new SmtpSession(server, new Duplex(_input, _output), peer, _connectionClosed.Token);
        Run = _session.RunAsync();
    }

    public Task<SmtpSessionEnd> Run { get; }

    /// <summary>The most octets that the session ever let wait.</summary>
    public long LongestInput => _input.Longest;

    public int Flushes => _output.Flushes;

    /// <summary>Everything the server sent so far.</summary>
    public string Received
    {
        get
        {
            Drain();
            return _received.ToString();
        }
    }

    /// <summary>Sends bytes (Latin-1) and returns what came back.</summary>
    public async Task<string> SendAsync(string text)
    {
        var before = Received.Length;
        await _toServer.Writer.WriteAsync(Encoding.Latin1.GetBytes(text), CancellationToken.None);
        return Received[before..];
    }

    /// <summary>Sends bytes whose answer waits for the disk, and returns what came back up to <paramref name="ending"/>.</summary>
    public async Task<string> SendAsync(string text, string ending)
    {
        var before = Received.Length;
        await _toServer.Writer.WriteAsync(Encoding.Latin1.GetBytes(text), CancellationToken.None);
        while (!Received[before..].EndsWith(ending, StringComparison.Ordinal))
        {
            var read = await _toClient.Reader.ReadAsync(TestContext.Current.CancellationToken);
            _toClient.Reader.AdvanceTo(read.Buffer.Start);
            read.IsCompleted.ShouldBeFalse();
        }

        return Received[before..];
    }

    /// <summary>The same without text, for those who count what it costs.</summary>
    public async Task ExchangeAsync(ReadOnlyMemory<byte> bytes)
    {
        await _toServer.Writer.WriteAsync(bytes, CancellationToken.None);
        if (_toClient.Reader.TryRead(out var read))
        {
            _toClient.Reader.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>Gets to where a message can be sent: the reply to DATA.</summary>
    public async Task<string> StartDataAsync(string mailParameters = "") =>
        await SendAsync("EHLO client.example.net\r\n")
        + await SendAsync($"MAIL FROM:<a@example.net>{mailParameters}\r\nRCPT TO:<b@example.org>\r\nDATA\r\n");

    /// <summary>Ends the client's side of the stream, as a closed socket does once its bytes are read.</summary>
    public async Task<SmtpSessionEnd> CloseAsync()
    {
        await _toServer.Writer.CompleteAsync();
        return await Run;
    }

    /// <summary>The connection is gone, though nobody read that in the stream.</summary>
    public Task DisconnectAsync() => _connectionClosed.CancelAsync();

    public void Stop() => _session.Stop();

    public async ValueTask DisposeAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await Run;
        await _session.DisposeAsync();
        _connectionClosed.Dispose();
    }

    private static Pipe Inline(long pauseAt) => new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: pauseAt,
        resumeWriterThreshold: pauseAt / 2,
        useSynchronizationContext: false));

    private void Drain()
    {
        while (_toClient.Reader.TryRead(out var read) && !read.Buffer.IsEmpty)
        {
            _received.Append(Encoding.Latin1.GetString(read.Buffer));
            _toClient.Reader.AdvanceTo(read.Buffer.End);
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class CountingWriter(PipeWriter inner) : PipeWriter
    {
        private int _unflushed;

        /// <summary>Flushes that sent something.</summary>
        public int Flushes { get; private set; }

        public override void Advance(int bytes)
        {
            _unflushed += bytes;
            inner.Advance(bytes);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            Flushes += _unflushed > 0 ? 1 : 0;
            _unflushed = 0;
            return inner.FlushAsync(cancellationToken);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }
}
