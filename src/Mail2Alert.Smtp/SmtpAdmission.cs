using System.Net;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp;

/// <summary>
/// Counts the connections of all listeners, in all and by client. Holds an entry for each address with a connection open, and so never more
/// than there are connections.
/// </summary>
internal sealed class SmtpAdmission(SmtpServerOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _addresses = [];
    private int _open;

    /// <summary>False when there are as many connections as there may be. <see cref="Leave"/> is owed either way.</summary>
    public bool TryEnter() => Interlocked.Increment(ref _open) <= options.MaxConnections;

    public void Leave() => Interlocked.Decrement(ref _open);

    /// <summary>False when the address has as many as it may have. After true, <see cref="Release"/> is owed.</summary>
    public bool TryAdd(IPAddress? address)
    {
        lock (_lock)
        {
            var key = KeyOf(address);
            var open = _addresses.GetValueOrDefault(key);
            if (open >= options.MaxConnectionsPerAddress)
            {
                return false;
            }

            _addresses[key] = open + 1;
            return true;
        }
    }

    public void Release(IPAddress? address)
    {
        lock (_lock)
        {
            var key = KeyOf(address);
            if (--_addresses[key] == 0)
            {
                _addresses.Remove(key);
            }
        }
    }

    // Clients without an address, on a Unix socket, are one.
    private static IPAddress KeyOf(IPAddress? address) => address is null ? IPAddress.None : SmtpAddressKey.Of(address);
}
