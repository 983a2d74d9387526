using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Mail2Alert.Configuration.Sections;

/// <summary>How much of the internet a list of networks holds, however it is cut up.</summary>
internal static class InternetShare
{
    // What nobody on the internet sends from: besides private networks, "this network" and all from multicast on (RFC 6890), and in IPv6 all
    // but 2000::/3, the only part that is given out (RFC 4291 §2.4).
    private static readonly IReadOnlyList<IPNetwork> Elsewhere =
    [
        .. NetworksSection.Private,
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/3"), IPNetwork.Parse("4000::/2"), IPNetwork.Parse("8000::/1"),
    ];

    /// <summary>0 for private networks only, 1 for everybody; of IPv4 or of IPv6, whichever is more.</summary>
    /// <remarks>Loopback, the default, is told at once: measuring is what the start would wait for.</remarks>
    public static double Of(IReadOnlyList<IPNetwork> networks) => networks.All(network => IPAddress.IsLoopback(network.BaseAddress)) ? 0
        : Math.Max(Of(networks, AddressFamily.InterNetwork, 32), Of(networks, AddressFamily.InterNetworkV6, 128));

    private static double Of(IReadOnlyList<IPNetwork> networks, AddressFamily family, int bits)
    {
        var elsewhere = Measure(Elsewhere, family, bits);
        return (Measure([.. networks, .. Elsewhere], family, bits) - elsewhere) / (1 - elsewhere);
    }

    // Two networks are apart or one holds the other, so in the order of their beginnings, the larger first, each is new or was counted.
    private static double Measure(IEnumerable<IPNetwork> networks, AddressFamily family, int bits)
    {
        var share = 0.0;
        UInt128? end = null;
        foreach (var network in networks.Where(network => network.BaseAddress.AddressFamily == family)
            .OrderBy(network => Number(network.BaseAddress)).ThenBy(network => network.PrefixLength))
        {
            var start = Number(network.BaseAddress);
            if (start <= end)
                continue;
            share += Math.ScaleB(1, -network.PrefixLength);
            end = start + (network.PrefixLength == bits ? 0 : UInt128.MaxValue >> (128 - bits + network.PrefixLength));
        }
        return share;
    }

    private static UInt128 Number(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
