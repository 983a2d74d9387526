using System.Net;

namespace Mail2Alert.Smtp.Proxy;

/// <summary>What a load balancer says of the connection it passes on (haproxy.org, "The PROXY protocol", versions 1 and 2).</summary>
/// <param name="Source">The client; null when the balancer speaks for itself or does not know.</param>
/// <param name="Destination">The address that the client connected to; null likewise.</param>
internal sealed record ProxyHeader(IPEndPoint? Source, IPEndPoint? Destination)
{
    /// <summary>The balancer's own connection, such as a health check: the addresses of the socket hold.</summary>
    public static ProxyHeader Local { get; } = new(null, null);
}
