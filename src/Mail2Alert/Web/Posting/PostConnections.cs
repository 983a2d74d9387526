using System.Collections.Concurrent;
using System.Net;
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
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
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

    private void Leave(IPAddress address)
    {
        if (_addresses.AddOrUpdate(address, 0, (_, open) => open - 1) == 0)
            _addresses.TryRemove(KeyValuePair.Create(address, 0));
    }
}
