using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Mail2Alert.Web.Posting;

/// <summary>
/// Counts the connections of HTTP listeners, in all and by address, also those on which nothing is asked: the SMTP server counts requests only, and
/// Kestrel's own limit would count its connections, too.
/// </summary>
internal sealed class PostConnections(int most, int mostOfAddress)
{
    private readonly ConcurrentDictionary<IPAddress, int> _addresses = new();
    private int _open;

    /// <summary>How many there are.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Lets a connection in, or closes it: before TLS nobody would understand a word.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        var address = KeyOf((connection.RemoteEndPoint as IPEndPoint)?.Address);
        var isFirst = Interlocked.Increment(ref _open) <= most;
        var ofAddress = _addresses.AddOrUpdate(address, 1, (_, open) => open + 1);
        try
        {
            if (isFirst && ofAddress <= mostOfAddress)
                await next(connection);
            else
                connection.Abort(new ConnectionAbortedException("There are too many connections."));
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            Leave(address);
        }
    };

    // As the SMTP server counts: who has an IPv6 address has 2^64 of them.
    private static IPAddress KeyOf(IPAddress? address) =>
        address is null ? IPAddress.None
        : address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? address
        : new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]);

    private void Leave(IPAddress address)
    {
        if (_addresses.AddOrUpdate(address, 0, (_, open) => open - 1) == 0)
            _addresses.TryRemove(KeyValuePair.Create(address, 0));
    }
}
