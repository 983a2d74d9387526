using System.Net;
using System.Net.Sockets;
using Mail2Alert.Configuration;
using Mail2Alert.Intake;
using Mail2Alert.Web.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert;

/// <summary>Makes Kestrel listen where the configuration says.</summary>
internal static class Listening
{
    // Kestrel takes every address for a web address.
    private const string Web = "http://";

    // As much as Linux takes by itself (net.core.somaxconn since 5.4). Past it the kernel may forget a client that waits for our greeting.
    private const int Backlog = 4096;

    // Questions of operators: the longest is a list of a thousand numbers.
    private const int LongestRequest = 64 * 1024;

    /// <param name="builder">Of the server.</param>
    /// <param name="listeners">Where to take mail.</param>
    /// <param name="http">How mail is taken by HTTP.</param>
    /// <param name="desk">Where to answer operators; null for nowhere.</param>
    /// <param name="systemd">What systemd passed.</param>
    /// <exception cref="IOException">A socket was to come from systemd and did not, or came and nobody takes it.</exception>
    public static void Prepare(
        WebApplicationBuilder builder, IReadOnlyList<ListenerSettings> listeners, HttpListening http, DeskSocket? desk, SystemdSockets systemd)
    {
        var handles = Share(listeners, systemd);
        var modes = listeners.Where(listener => listener.Address is ListenAddress.Unix)
            .ToDictionary(listener => ((ListenAddress.Unix)listener.Address).Path, listener => listener.Mode);
        builder.Services.Configure<SocketTransportOptions>(transport =>
        {
            transport.Backlog = Backlog;
            transport.CreateBoundListenSocket = address =>
                desk is not null && $"{address}" == desk.Path ? desk.Socket
                    : address is UnixDomainSocketEndPoint unix && modes.TryGetValue($"{unix}", out var mode)
                    ? UnixSocketFile.Bind($"{unix}", mode)
                    : SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var listener in listeners)
                Listen(kestrel, listener, http, handles);
            if (desk is not null)
                Listen(kestrel, desk);
        });
    }

    /// <summary>An address as Kestrel names it, without the protocol that is not ours.</summary>
    public static string Shown(string text) => text.Replace(Web, "", StringComparison.Ordinal);

    // Who names a socket comes before who takes the rest.
    private static Dictionary<ListenerSettings, IReadOnlyList<ulong>> Share(IEnumerable<ListenerSettings> listeners, SystemdSockets systemd)
    {
        var handles = listeners.Where(listener => listener.Address is ListenAddress.Systemd)
            .OrderBy(listener => listener.Address is ListenAddress.Systemd { Name: null })
            .ToDictionary(listener => listener, listener => systemd.Take(((ListenAddress.Systemd)listener.Address).Name));
        systemd.ThrowIfAnyIsLeft();
        foreach (var handle in handles.Values.SelectMany(handle => handle))
            SystemdSockets.ThrowIfUnfit(handle);
        return handles;
    }

    private static void Listen(
        KestrelServerOptions kestrel, ListenerSettings listener, HttpListening http, Dictionary<ListenerSettings, IReadOnlyList<ulong>> handles)
    {
        void Serve(ListenOptions listen)
        {
            if (listener.IsHttp)
                http.Use(listen, listener);
            else
                listen.UseSmtp(listener.Smtp);
        }

        switch (listener.Address)
        {
            case ListenAddress.Tcp { Host: "*", Port: var port }:
                kestrel.ListenAnyIP(port, Serve);
                break;
            case ListenAddress.Tcp { Host: "localhost", Port: var port and > 0 }:
                kestrel.ListenLocalhost(port, Serve);
                break;
            case ListenAddress.Tcp tcp:
                kestrel.Listen(AddressOf(tcp.Host), tcp.Port, Serve);
                break;
            case ListenAddress.Unix unix:
                kestrel.ListenUnixSocket(unix.Path, Serve);
                break;
            case ListenAddress.Systemd:
                foreach (var handle in handles[listener])
                    kestrel.ListenHandle(handle, Serve);
                break;
        }
    }

    // The last one: when it answers, the others listen.
    private static void Listen(KestrelServerOptions kestrel, DeskSocket desk)
    {
        kestrel.Limits.MaxRequestBodySize = LongestRequest;
        kestrel.ListenUnixSocket(desk.Path, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static IPAddress AddressOf(string host) =>
        IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host)[0];
}
