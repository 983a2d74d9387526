using System.Runtime.InteropServices;

namespace Mail2Alert.SideBySide.Net;

/// <summary>The system calls of generator and sink, without anything between: Linux only, as the peers.</summary>
internal static unsafe partial class Libc
{
    public const int TryAgain = 11;

    private const int Inet = 2;
    private const int Stream = 1;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    /// <summary>A TCP socket that never blocks.</summary>
    public static int Socket() => Checked(Socket(Inet, Stream | NonBlocking | CloseOnExec, 0));

    /// <summary>Begins to connect to a port of 127.0.0.1; what becomes of it shows when the socket is read.</summary>
    public static void Connect(int socket, int port)
    {
        var address = Address(port);
        _ = Connect(socket, &address, sizeof(SocketAddress));
    }

    /// <summary>Listens on 127.0.0.1, on a port that the system chooses.</summary>
    /// <returns>The port.</returns>
    public static int Listen(int socket)
    {
        var (address, length) = (Address(0), sizeof(SocketAddress));
        Checked(Bind(socket, &address, length));
        Checked(Listen(socket, 4096));
        Checked(GetSocketName(socket, &address, &length));
        return BigEndian(address.Port);
    }

    /// <summary>Small writes go out at once; sockets that are accepted have it from who listens.</summary>
    public static void SetNoDelay(int socket)
    {
        const int Tcp = 6, NoDelay = 1;
        var on = 1;
        Checked(SetSocketOption(socket, Tcp, NoDelay, &on, sizeof(int)));
    }

    /// <returns>Below 0 when nobody waits.</returns>
    public static int Accept(int listener) => Accept(listener, null, null, NonBlocking | CloseOnExec);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "writev", SetLastError = true)]
    public static partial nint Write(int file, Part* parts, int count);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int CreatePoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int ControlPoll(int poll, int operation, int file, byte* happening);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    public static partial int Wait(int poll, byte* happenings, int most, Time* atMost, void* signals);

    public static int Checked(int result) => result >= 0 ? result : throw new IOException($"The system says {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int socket, SocketAddress* address, int length);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int socket, SocketAddress* address, int length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    private static partial int Listen(int socket, int backlog);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept(int listener, void* address, int* length, int flags);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetSocketName(int socket, SocketAddress* address, int* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetSocketOption(int socket, int level, int name, int* value, int length);

    private static SocketAddress Address(int port) => new() { Family = Inet, Port = BigEndian((ushort)port), Host = 0x0100007f };

    private static ushort BigEndian(ushort number) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(number);

    /// <summary>One of several pieces that are written at once (iovec).</summary>
    public struct Part
    {
        public byte* Bytes;
        public nint Length;
    }

    /// <summary>A span of time (timespec).</summary>
    public struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }

    // sockaddr_in.
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct SocketAddress
    {
        public ushort Family;
        public ushort Port;
        public uint Host;
    }
}
