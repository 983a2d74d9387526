using System.Net;

namespace Mail2Alert;

internal static class Networks
{
    /// <summary>Whether the address is in one of them. A dual-stack socket shows IPv4 addresses mapped to IPv6.</summary>
    public static bool Hold(this IEnumerable<IPNetwork> networks, IPAddress address)
    {
        var plain = address.Plain();
        return networks.Any(network => network.Contains(plain));
    }

    /// <summary>An address of IPv4 in its own form, also where it came mapped to IPv6.</summary>
    public static IPAddress Plain(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
