using System.IO.Pipelines;
using System.Net.Security;

namespace Mail2Alert.Smtp.Tls;

/// <summary>Clear text inside, TLS records outside.</summary>
internal sealed class SmtpTlsPipe : IDuplexPipe, IAsyncDisposable
{
    // What one TLS record holds at most (RFC 8446 §5.1).
    private const int RecordSize = 16 * 1024;

    private readonly SslStream _tls;

    public SmtpTlsPipe(IDuplexPipe transport)
    {
        _tls = new SslStream(new SmtpTransportStream(transport));

        // Reads that take nothing until something is there: a client that says nothing holds no buffer.
        Input = PipeReader.Create(_tls, new StreamPipeReaderOptions(bufferSize: RecordSize, leaveOpen: true, useZeroByteReads: true));
        Output = PipeWriter.Create(_tls, new StreamPipeWriterOptions(leaveOpen: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public async Task<SmtpTlsFacts> AuthenticateAsync(SmtpTlsNegotiation negotiation, CancellationToken cancellationToken)
    {
        await _tls.AuthenticateAsServerAsync(negotiation.Select, null, cancellationToken).ConfigureAwait(false);
        return new(_tls.SslProtocol, _tls.NegotiatedCipherSuite, negotiation.ServerName, negotiation.ClientCertificate)
        {
            ServerCertificate = negotiation.ServerCertificate,
        };
    }

    /// <summary>Writes the closing alert behind all that was said (RFC 8446 §6.1); it leaves with the connection's last flush.</summary>
    public async Task CloseAsync()
    {
        await Output.FlushAsync().ConfigureAwait(false);
        await _tls.ShutdownAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync().ConfigureAwait(false);
        await _tls.DisposeAsync().ConfigureAwait(false);
    }
}
