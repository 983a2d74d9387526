using System.Net.Sockets;

namespace Mail2Alert.Intake;

/// <summary>Makes the file of a Unix socket, and clears away what a crash left. The framework removes it when the socket is closed.</summary>
internal static class UnixSocketFile
{
    // ENXIO: what open(2) says of a socket and of nothing else that has a file.
    private const int NoSuchDevice = 6;

    /// <summary>A socket bound to the path, which does not listen yet.</summary>
    /// <exception cref="IOException">It cannot be had; the message names the path and says why.</exception>
    public static Socket Bind(string path, UnixFileMode mode)
    {
        RemoveIfStale(path);
        var socket = NewSocket();
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            // Before it listens, so that nobody gets in whom the mode keeps out.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, mode);
            return socket;
        }
        catch (Exception trouble) when (trouble is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new IOException($"unix:{path}: {Reason(path, trouble)}", trouble);
        }
    }

    private static void RemoveIfStale(string path)
    {
        if (!File.Exists(path))
            return;
        if (IsServed(path))
            throw new IOException($"unix:{path}: another program listens there");
        if (!IsSocket(path))
            throw new IOException($"unix:{path}: there is a file, and it is no socket; it is left alone");
        File.Delete(path);
    }

    // Anything but "nobody listens" leaves the file to whom it belongs.
    private static bool IsServed(string path)
    {
        using var probe = NewSocket();
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException trouble)
        {
            return trouble.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }

    private static bool IsSocket(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
            return false;
        }
        catch (IOException trouble)
        {
            return trouble.HResult == NoSuchDevice;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Reason(string path, Exception trouble) => Directory.Exists(Path.GetDirectoryName(path))
        ? trouble.Message
        : $"the directory {Path.GetDirectoryName(path)} does not exist";

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
