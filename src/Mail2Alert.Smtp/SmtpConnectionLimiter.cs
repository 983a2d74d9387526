using System.Net;
using System.Net.Sockets;

namespace Mail2Alert.Smtp;

/// <summary>
/// Counts connections by client. An IPv6 client has a /64 for the asking, so that is what counts as its address. Holds an entry for each
/// address with a connection open, and so never more than there are connections.
/// </summary>
internal sealed class SmtpConnectionLimiter(int limit)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, int> _open = [];

    /// <summary>False when the address has as many as it may have. After true, <see cref="Release"/> is owed.</summary>
    public bool TryAdd(IPAddress? address)
    {
        lock (_lock)
        {
            var key = KeyOf(address);
            var open = _open.GetValueOrDefault(key);
            if (open >= limit)
            {
                return false;
            }

            _open[key] = open + 1;
            return true;
        }
    }

    public void Release(IPAddress? address)
    {
        lock (_lock)
        {
            var key = KeyOf(address);
            if (--_open[key] == 0)
            {
                _open.Remove(key);
            }
        }
    }

    // Clients without an address, on a Unix socket, are one.
    private static UInt128 KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6)
        {
            bytes[8..].Clear();
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
