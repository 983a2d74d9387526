using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Mail2Alert.Channels.Mail;

/// <summary>Opens connections to the relay: resolve, connect, greet, encrypt, log in.</summary>
/// <remarks>
/// Without <c>tls: required</c> STARTTLS is used where it is offered, and any certificate will do, as with Postfix's level "may": whoever
/// could forge the certificate could as well have hidden the offer (RFC 7435).
/// </remarks>
internal sealed class RelayDialer(RelaySettings settings, string helloName)
{
    public async Task<RelayClient> DialAsync(CancellationToken cancellationToken)
    {
        var client = new RelayClient { LocalDomain = helloName, CheckCertificateRevocation = false };
#pragma warning disable CA5359 // Opportunistic TLS: the reason stands above.
        if (settings.TrustsAnyCertificate || (!settings.RequireTls && !settings.ImplicitTls))
        {
            client.ServerCertificateValidationCallback = (_, _, _, errors) =>
            {
                client.HasTrustedCertificate = errors == SslPolicyErrors.None;
                return true;
            };
        }
#pragma warning restore CA5359
        try
        {
            var socket = await ConnectAsync(cancellationToken);
            await client.ConnectAsync(socket, settings.Host, settings.Port, Security, cancellationToken);
            if (settings.Login is { } login)
                await client.AuthenticateAsync(login.User, login.Password.Reveal(), cancellationToken);
            return client;
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
        {
            // It is about us, not about the mail that happens to wait (as with Postfix' smtp_skip_5xx_greeting).
            client.Dispose();
            throw new SmtpCommandException(refused.ErrorCode, SmtpStatusCode.ServiceNotAvailable, refused.Message);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Security => settings switch
    {
        { ImplicitTls: true } => SecureSocketOptions.SslOnConnect,
        { RequireTls: true } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        // Small writes must leave at once: Nagle against delayed acknowledgements costs 40 ms a mail.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (IPAddress.TryParse(settings.Host, out var address))
                await socket.ConnectAsync(address, settings.Port, cancellationToken);
            else
                await socket.ConnectAsync(settings.Host, settings.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
