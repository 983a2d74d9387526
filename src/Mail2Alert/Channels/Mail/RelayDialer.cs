using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Mail2Alert.Channels.Mail;

/// <summary>Opens connections to the relay: resolve, connect, greet, encrypt, log in.</summary>
/// <param name="settings">Where it is.</param>
/// <param name="helloName">This machine, as the relay is told; empty for its address (RFC 5321 §4.1.4).</param>
/// <remarks>
/// Without <c>tls: required</c> STARTTLS is used where it is offered, and any certificate will do, as with Postfix's level "may": whoever
/// could forge the certificate could as well have hidden the offer (RFC 7435).
/// </remarks>
internal sealed class RelayDialer(RelaySettings settings, string helloName)
{
    /// <exception cref="RelayRefusedException">The relay does not want the connection.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="SocketException">There is none.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">TLS failed.</exception>
    /// <exception cref="MailKit.Security.AuthenticationException">The relay refused our login.</exception>
    /// <exception cref="NotSupportedException">It does not offer what is demanded.</exception>
    public async Task<RelayConnection> DialAsync(CancellationToken cancellationToken)
    {
        var socket = await ConnectAsync(cancellationToken);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var isTrusted = false;
            if (settings.ImplicitTls)
                (stream, isTrusted) = await EncryptAsync(stream, cancellationToken);
            var (commands, replies) = (new RelayCommands(stream), new RelayReplies(stream));
            Welcome(await replies.ReadAsync(cancellationToken));
            var name = helloName.Length > 0 ? helloName : Literal(socket);
            var offer = await GreetAsync(name, commands, replies, cancellationToken);
            if (!settings.ImplicitTls && Encrypts(offer))
            {
                Welcome(await AskAsync("STARTTLS", commands, replies, cancellationToken));
                // What came in clear text behind the answer is not the relay's (CVE-2011-0411).
                if (!replies.IsEmpty)
                    throw new IOException("something came between the answer to STARTTLS and the encryption");
                (stream, isTrusted) = await EncryptAsync(stream, cancellationToken);
                (commands, replies) = (new RelayCommands(stream), new RelayReplies(stream));
                offer = await GreetAsync(name, commands, replies, cancellationToken);
            }
            if (settings.Login is { } login)
                await RelayLoginDialogue.RunAsync(login, offer, commands, replies, cancellationToken);
            return new RelayConnection(stream, replies, offer, isTrusted);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private bool Encrypts(RelayOffer offer) =>
        offer.StartTls || (settings.RequireTls ? throw new NotSupportedException("STARTTLS") : false);

    private static void Welcome(RelayReply reply)
    {
        if (!reply.IsDone)
            throw new RelayRefusedException(reply);
    }

    private static async ValueTask<RelayReply> AskAsync(
        string command, RelayCommands commands, RelayReplies replies, CancellationToken cancellationToken)
    {
        commands.Add(command);
        await commands.FlushAsync(cancellationToken);
        return await replies.ReadAsync(cancellationToken);
    }

    // A server that knows no EHLO says so by 5yz (RFC 5321 §3.2).
    private static async ValueTask<RelayOffer> GreetAsync(
        string name, RelayCommands commands, RelayReplies replies, CancellationToken cancellationToken)
    {
        var hello = await AskAsync($"EHLO {name}", commands, replies, cancellationToken);
        if (hello.IsDone)
            return RelayOffer.Of(hello);
        if (hello.Code < 500 || hello.EndsConnection)
            throw new RelayRefusedException(hello);
        Welcome(await AskAsync($"HELO {name}", commands, replies, cancellationToken));
        return RelayOffer.None;
    }

    private async Task<(Stream Stream, bool IsTrusted)> EncryptAsync(Stream clear, CancellationToken cancellationToken)
    {
        var isTrusted = true;
        var takesAny = settings.TrustsAnyCertificate || (!settings.RequireTls && !settings.ImplicitTls);
        var tls = new SslStream(clear);
#pragma warning disable CA5359 // Opportunistic TLS: the reason stands above.
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.Host,
            RemoteCertificateValidationCallback = (_, _, _, errors) => (isTrusted = errors == SslPolicyErrors.None) || takesAny,
        };
#pragma warning restore CA5359
        try
        {
            await tls.AuthenticateAsClientAsync(options, cancellationToken);
            return (tls, isTrusted);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static string Literal(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Address switch
    {
        { IsIPv4MappedToIPv6: true } mapped => $"[{mapped.MapToIPv4()}]",
        { AddressFamily: AddressFamily.InterNetworkV6 } six => $"[IPv6:{six}]",
        var address => $"[{address}]",
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
