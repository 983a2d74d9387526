using System.Net.Sockets;
using System.Text;
using Mail2Alert.Intake;

namespace Mail2Alert.Web.Desk;

/// <summary>
/// The Unix socket beside a store at which its server answers operators. Who may connect is who may read the store: the server's user.
/// </summary>
internal sealed class DeskSocket : IDisposable
{
    // sockaddr_un has 108 octets, one of them for the final zero (unix(7)).
    private const int LongestPath = 107;

    private DeskSocket(string path, Socket socket) => (Path, Socket) = (path, socket);

    public string Path { get; }

    /// <summary>Bound; Kestrel listens on it.</summary>
    public Socket Socket { get; }

    public static string PathOf(string database) => System.IO.Path.GetFullPath(database) + "-desk";

    /// <summary>Why there can be no socket of that name; null when there can.</summary>
    public static string? Mismatch(string path) => Encoding.UTF8.GetByteCount(path) > LongestPath
        ? $"{path} is too long for the name of a socket, which may have {LongestPath} octets: give `store` a shorter path"
        : null;

    /// <exception cref="IOException">It cannot be had; the message says why.</exception>
    public static DeskSocket Bind(string path) => Mismatch(path) is { } mismatch
        ? throw new IOException(mismatch)
        : new DeskSocket(path, UnixSocketFile.Bind(path, UnixFileMode.UserRead | UnixFileMode.UserWrite));

    public void Dispose() => Socket.Dispose();
}
