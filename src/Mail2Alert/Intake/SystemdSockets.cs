using System.Globalization;
using System.Net.Sockets;

namespace Mail2Alert.Intake;

/// <summary>The listening sockets that systemd opened for us and passed on (sd_listen_fds(3)), each taken once.</summary>
/// <param name="sockets">Their names, and their handles.</param>
internal sealed class SystemdSockets(IEnumerable<(string Name, ulong Handle)> sockets)
{
    // SD_LISTEN_FDS_START; those before it are the standard streams.
    private const int First = 3;

    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6, AddressFamily.Unix];

    private readonly List<(string Name, ulong Handle)> _left = [.. sockets];

    /// <summary>Those of this process. The variables go, so that no child takes them for its own.</summary>
    public static SystemdSockets Inherit()
    {
        var sockets = Parse(Environment.GetEnvironmentVariable, Environment.ProcessId);
        foreach (var variable in (string[])["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"])
            Environment.SetEnvironmentVariable(variable, null);
        return new SystemdSockets(sockets);
    }

    /// <summary>Empty when they are meant for another process, as they are when a shell between systemd and us did not pass them on.</summary>
    public static IReadOnlyList<(string Name, ulong Handle)> Parse(Func<string, string?> environment, int processId)
    {
        if (Number(environment("LISTEN_PID")) != processId || Number(environment("LISTEN_FDS")) is not { } count)
            return [];
        var names = environment("LISTEN_FDNAMES")?.Split(':') ?? [];
        return [.. Enumerable.Range(0, count).Select(index => (names.ElementAtOrDefault(index) ?? "unknown", (ulong)(First + index)))];
    }

    /// <summary>The handles of one name, of which there may be several; without a name, all that are left.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public IReadOnlyList<ulong> Take(string? name)
    {
        var taken = _left.Where(socket => name is null || socket.Name == name).ToList();
        if (taken.Count == 0)
            throw new IOException($"systemd:{name}: {WhyNone(name)}");
        _left.RemoveAll(taken.Contains);
        return [.. taken.Select(socket => socket.Handle)];
    }

    /// <summary>Clients of a socket that nobody serves would wait for ever.</summary>
    /// <exception cref="IOException">Some are left.</exception>
    public void ThrowIfAnyIsLeft()
    {
        if (_left.Count > 0)
            throw new IOException($"systemd passed the {Listed()}, and no listener takes it; add 'systemd:{_left[0].Name}' to 'listeners'");
    }

    /// <summary>A client of anything else would have no address, and count as this machine.</summary>
    /// <exception cref="IOException">It is no socket for streams over TCP or in the file system.</exception>
    public static void ThrowIfUnfit(ulong handle)
    {
        using var socket = new Socket(new SafeSocketHandle((nint)handle, ownsHandle: false));
        if (socket.SocketType != SocketType.Stream || !Families.Contains(socket.AddressFamily))
            throw new IOException("systemd passed a socket that is neither for TCP nor a Unix socket for streams; its unit must say ListenStream=");
    }

    private string WhyNone(string? name) => _left.Count == 0
        ? "systemd passed no socket; this program must be started by a .socket unit, which 'systemctl start' of that unit does"
        : $"systemd passed no socket named '{name}', only the {Listed()}; set FileDescriptorName= in its .socket unit";

    private string Listed() => $"socket {string.Join(", ", _left.Select(socket => $"'{Printable.Of(socket.Name)}'").Distinct())}";

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
