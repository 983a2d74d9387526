using System.Net;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp;

/// <summary>
/// Counts connections by client. Holds an entry for each address with a connection open, and so never more than there are connections.
/// </summary>
internal sealed class SmtpConnectionLimiter(int limit)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _open = [];

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
    private static IPAddress KeyOf(IPAddress? address) => address is null ? IPAddress.None : SmtpAddressKey.Of(address);
}
