namespace Mail2Alert.Channels.Syslog;

/// <summary>How a message gets to a syslog server.</summary>
internal enum SyslogTransport
{
    /// <summary>The machine's own: <c>/dev/log</c>.</summary>
    Local,

    /// <summary>One datagram; whether anybody gets it, nobody says (RFC 5426).</summary>
    Udp,

    /// <summary>RFC 6587 §3.4.1, by octet counting.</summary>
    Tcp,

    /// <summary>RFC 5425.</summary>
    Tls,
}

/// <summary>A syslog server, or the machine's own log.</summary>
internal sealed class SyslogTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required SyslogTransport Transport { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; }

    /// <summary>RFC 5424 §6.2.1: 0 to 23.</summary>
    public required int Facility { get; init; }

    /// <summary>True for the form before RFC 5424.</summary>
    public bool IsOldForm { get; init; }

    /// <summary>True when our process id is part of it.</summary>
    public bool HasProcessId { get; init; }

    /// <summary>Where the machine's own log listens; a test has another one.</summary>
    public string Socket { get; init; } = "/dev/log";
}
