using System.Net;

namespace Mail2Alert.Intake;

internal static class Networks
{
    /// <summary>Whether the address is in one of them. A dual-stack socket shows IPv4 addresses mapped to IPv6.</summary>
    public static bool Hold(this IEnumerable<IPNetwork> networks, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }
}
