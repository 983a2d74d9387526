using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.Channels.Syslog;

/// <summary>Takes a message to a syslog server.</summary>
internal sealed class SyslogSender(TimeProvider clock)
{
    // For who reads, but keeps his end open.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task SendAsync(SyslogTarget target, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var socket = Open(target.Transport);
        if (target.Transport == SyslogTransport.Local)
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(target.Socket), cancellationToken);
        else
            await socket.ConnectAsync(target.Host, target.Port, cancellationToken);
        if (target.Transport is SyslogTransport.Local or SyslogTransport.Udp)
            await socket.SendAsync(message, cancellationToken);
        else
            await StreamAsync(socket, target, message, cancellationToken);
    }

    private static Socket Open(SyslogTransport transport) => transport switch
    {
        SyslogTransport.Local => new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified),
        SyslogTransport.Udp => new Socket(SocketType.Dgram, ProtocolType.Udp),
        _ => new Socket(SocketType.Stream, ProtocolType.Tcp),
    };

    private async Task StreamAsync(Socket socket, SyslogTarget target, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await using var plain = new NetworkStream(socket);
        await using var stream = target.Transport == SyslogTransport.Tls ? await SecuredAsync(plain, target, cancellationToken) : plain;
        byte[] frame = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Length} ")), .. message.Span];
        await stream.WriteAsync(frame, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        if (stream is SslStream tls)
            await tls.ShutdownAsync();
        socket.Shutdown(SocketShutdown.Send);
        await WaitForEndAsync(plain, cancellationToken);
    }

    // Syslog has no answer; but who closes his end, too, has read ours, and who resets it has not.
    private async Task WaitForEndAsync(NetworkStream plain, CancellationToken cancellationToken)
    {
        using var grace = new CancellationTokenSource(Grace, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, cancellationToken);
        try
        {
            await plain.ReadAtLeastAsync(new byte[4096], 4096, throwOnEndOfStream: false, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            System.Diagnostics.Debug.WriteLine("it keeps its end open");
        }
    }

    private static async Task<Stream> SecuredAsync(NetworkStream plain, SyslogTarget target, CancellationToken cancellationToken)
    {
        var tls = new SslStream(plain, leaveInnerStreamOpen: true);
        var options = new SslClientAuthenticationOptions { TargetHost = target.Host };
        if (!target.Options.Verify)
        {
#pragma warning disable CA5359 // The administrator asked for it, for this target alone: verify=no.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        try
        {
            await tls.AuthenticateAsClientAsync(options, cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
