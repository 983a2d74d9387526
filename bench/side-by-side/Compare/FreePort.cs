using System.Net;
using System.Net.Sockets;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>Ports of 127.0.0.1 that nobody has, below those that the system gives to clients.</summary>
internal static class FreePort
{
    private static int _last = 21000 + (Environment.ProcessId % 1000 * 10);

    public static int Next()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, ++_last);
                listener.Start();
                return _last;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
