using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>
/// A mail server that answers as the test says, stage by stage. It shares no code with the program, so that a mistake there is not repeated
/// here.
/// </summary>
internal sealed class FakeRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<RelayedMail> _arrivals = Channel.CreateUnbounded<RelayedMail>();
    private readonly ConcurrentQueue<RelayedMail> _mails = new();
    private readonly Task _accepting;
    private readonly X509Certificate2? _certificate;
    private int _connections;

    /// <param name="port">Where to listen; 0 for any free port.</param>
    /// <param name="certificate">For TLS from the first byte; null for clear text.</param>
    public FakeRelay(int port = 0, X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(4096);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>What it offers in answer to EHLO, below its name.</summary>
    public IReadOnlyList<string> Capabilities { get; set; } =
        ["relay.example.com", "PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"];

    /// <summary>Its answers; the usual ones unless a test says otherwise.</summary>
    public Func<RelayStep, CancellationToken, Task<RelayAnswer>> Script { get; set; } = Usual;

    /// <summary>The mails it accepted, in order.</summary>
    public IReadOnlyList<RelayedMail> Mails => [.. _mails];

    public void Recover() => Script = Usual;

    /// <summary>Gives another answer at one stage.</summary>
    public void At(string stage, RelayAnswer answer) =>
        Script = (step, _) => Task.FromResult(step.Stage == stage ? answer : step.Usual);

    /// <summary>Takes its time with the final dot.</summary>
    public void SlowAtTheDot(TimeSpan delay) => Script = async (step, cancellationToken) =>
    {
        if (step.Stage == ".")
            await Task.Delay(delay, cancellationToken);
        return step.Usual;
    };

    /// <summary>The next mail it accepts or accepted.</summary>
    public async Task<RelayedMail> NextAsync() => await _arrivals.Reader.ReadAsync(Patience.Token);

    public void Accept(RelayedMail mail)
    {
        _mails.Enqueue(mail);
        _arrivals.Writer.TryWrite(mail);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    private static Task<RelayAnswer> Usual(RelayStep step, CancellationToken cancellationToken) => Task.FromResult<RelayAnswer>(step.Usual);

    private async Task AcceptAsync()
    {
        var dialogues = new List<Task>();
        try
        {
            while (true)
                dialogues.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(dialogues);
        }
    }

    private async Task<Stream> SecuredAsync(Stream stream)
    {
        if (_certificate is null)
            return stream;
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return tls;
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await new RelayDialogue(this, await SecuredAsync(stream), Interlocked.Increment(ref _connections)).RunAsync(_stop.Token);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException)
        {
            TestContext.Current.SendDiagnosticMessage($"The relay's connection ended: {exception.Message}");
        }
    }
}
