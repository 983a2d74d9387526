using System.Net;
using System.Net.Sockets;

namespace Mail2Alert.Smtp.Transport;

/// <summary>What one customer of a network has: an IPv4 address, or 64 bits of an IPv6 address (RFC 6177), the rest being free to choose.</summary>
internal static class SmtpAddressKey
{
    private const int CustomerBytes = 8;

    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(CustomerBytes).Clear();
        return new IPAddress(bytes);
    }
}
