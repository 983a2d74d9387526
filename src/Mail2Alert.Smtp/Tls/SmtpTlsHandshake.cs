using System.Security.Authentication;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Tls;

/// <summary>
/// Puts TLS between the session and the connection. What the client sent in clear behind STARTTLS is read as the beginning of the handshake:
/// commands slipped in there end it and are never executed (CVE-2011-0411), and a client that did not wait for our answer is served.
/// </summary>
internal sealed class SmtpTlsHandshake(SmtpServer server, SmtpWire wire, SmtpSessionLifetime lifetime)
{
    // The content type of a handshake record (RFC 8446 §5.1): the first octet that a TLS client sends.
    private const byte HandshakeRecord = 0x16;

    public async ValueTask<SmtpTlsResult> RunAsync(SmtpTlsOptions options, SmtpPeer peer)
    {
        lifetime.Allow(new(options.HandshakeTimeout, SmtpLimit.HandshakeTime));
        var result = await RefusalAsync().ConfigureAwait(false) is { } refusal
            ? SmtpTlsResult.Failed(refusal)
            : await AgreeAsync(options).ConfigureAwait(false);
        lifetime.StopWaiting();
        server.Metrics.TlsHandshakeEnded(result, peer);
        if (result.Facts is null)
        {
            server.Log.HandshakeFailed(peer, result);
        }

        return result;
    }

    // Looks at the first octet and leaves it: the TLS library would wait for a whole record header, and name no reason.
    private async ValueTask<SmtpTlsFailure?> RefusalAsync()
    {
        await wire.FlushAsync().ConfigureAwait(false);
        var read = await wire.ReadAsync().ConfigureAwait(false);
        SmtpTlsFailure? refusal =
            read.IsCanceled ? Interrupted
            : read.Buffer.IsEmpty ? SmtpTlsFailure.Closed
            : read.Buffer.FirstSpan[0] != HandshakeRecord ? SmtpTlsFailure.ClearText
            : null;
        wire.AdvanceTo(read.Buffer.Start);
        return refusal;
    }

    private async ValueTask<SmtpTlsResult> AgreeAsync(SmtpTlsOptions options)
    {
        var negotiation = new SmtpTlsNegotiation(options);
        var pipe = new SmtpTlsPipe(wire.Transport);
        try
        {
            var facts = await pipe.AuthenticateAsync(negotiation, lifetime.Aborted).ConfigureAwait(false);
            wire.Secure(pipe);
            return SmtpTlsResult.Agreed(facts);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or OperationCanceledException)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            var innermost = exception.GetBaseException();
            return SmtpTlsResult.Failed(negotiation.Failure ?? FailureOf(innermost), innermost.Message);
        }
    }

    private SmtpTlsFailure Interrupted =>
        lifetime.IsSilent ? SmtpTlsFailure.TimedOut : lifetime.IsStopping ? SmtpTlsFailure.Stopping : SmtpTlsFailure.Closed;

    // The words are OpenSSL's; where another library is used, its own stand in the log's detail.
    private SmtpTlsFailure FailureOf(Exception exception) => exception switch
    {
        OperationCanceledException => Interrupted,
        IOException => SmtpTlsFailure.Closed,
        _ when Says(exception, "no shared cipher") => SmtpTlsFailure.NoSharedCipher,
        _ when Says(exception, "alert protocol version") => SmtpTlsFailure.OldVersion,
        _ when Says(exception, "alert unknown ca") || (Says(exception, " alert ") && Says(exception, "certificate")) =>
            SmtpTlsFailure.CertificateRefused,
        _ => SmtpTlsFailure.Other,
    };

    private static bool Says(Exception exception, string words) => exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
