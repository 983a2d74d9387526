using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>The end of a service manager that hears how a program is doing (sd_notify(3)).</summary>
internal sealed class ServiceManager : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string _address;

    /// <param name="address">A path, or a name in the abstract space, with <c>@</c> in front.</param>
    public ServiceManager(string address)
    {
        _address = address;
        _socket.Bind(new UnixDomainSocketEndPoint(address.StartsWith('@') ? $"\0{address[1..]}" : address));
    }

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NOTIFY_SOCKET"] = _address,
        ["WATCHDOG_USEC"] = "200000",
    };

    public async Task<string> NextAsync()
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await _socket.ReceiveAsync(buffer, Patience.Token));
    }

    /// <summary>The next that holds this.</summary>
    public async Task<string> NextAsync(string holding)
    {
        while (true)
        {
            var next = await NextAsync();
            if (next.Contains(holding, StringComparison.Ordinal))
                return next;
        }
    }

    public void Dispose() => _socket.Dispose();
}
