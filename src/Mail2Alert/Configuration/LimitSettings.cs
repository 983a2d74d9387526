using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Configuration;

/// <summary>The bounds an administrator may move, under <c>limits:</c>. Defaults as in <see cref="Smtp.SmtpServerOptions"/> unless said.</summary>
internal sealed record LimitSettings
{
    /// <summary><c>message-size</c>, octets.</summary>
    public long MessageSize { get; init; } = 25 * 1024 * 1024;

    /// <summary><c>memory</c>, octets of all messages being handled.</summary>
    public long Memory { get; init; } = 256 * 1024 * 1024;

    /// <summary>
    /// <c>spool-threshold</c>, octets: a larger message lies in a temporary file while it is handled, as does one that needs more than a sixteenth of
    /// the memory that is left.
    /// </summary>
    public long SpoolThreshold { get; init; } = 4 * 1024 * 1024;

    /// <summary><c>spool</c>, octets of all messages in temporary files.</summary>
    public long Spool { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary><c>spool-directory</c>, where they lie; null for one of our own in the system's temporary directory.</summary>
    public string? SpoolDirectory { get; init; }

    /// <summary><c>recipients</c> of one message.</summary>
    public int Recipients { get; init; } = 100;

    /// <summary><c>hops</c>: Received fields of a message that is not in a loop yet. Default 100, the least of RFC 5321 §6.3.</summary>
    public int Hops { get; init; } = 100;

    /// <summary><c>line-length</c> of a command, octets.</summary>
    public int LineLength { get; init; } = 2048;

    /// <summary><c>errors</c> in one session.</summary>
    public int Errors { get; init; } = 20;

    /// <summary><c>errors-before-delay</c>: each further one is answered later.</summary>
    public int ErrorsBeforeDelay { get; init; } = 10;

    /// <summary><c>error-delay</c>: how much later.</summary>
    public TimeSpan ErrorDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary><c>junk-commands</c>: commands that move no mail, between two mails.</summary>
    public int JunkCommands { get; init; } = 100;

    /// <summary><c>commands</c> in one session.</summary>
    public int Commands { get; init; } = 1_000_000;

    /// <summary><c>messages</c> in one session.</summary>
    public int Messages { get; init; } = 10_000;

    /// <summary>Logins that fail.</summary>
    public LoginLimitSettings Logins { get; init; } = new();

    /// <summary><c>connections</c> from notifiers at the same time.</summary>
    public int Connections { get; init; } = 2000;

    /// <summary><c>connections-per-address</c>: from one IPv4 address or one IPv6 /64.</summary>
    public int ConnectionsPerAddress { get; init; } = 1000;

    /// <summary><c>session-time</c>.</summary>
    public TimeSpan SessionTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary><c>message-time</c>: for the data of one message.</summary>
    public TimeSpan MessageTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary><c>data-rate</c>, the least octets per second inside a message.</summary>
    public int DataRate { get; init; } = 500;

    /// <summary><c>handshake-timeout</c>.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>proxy-timeout</c>: for the PROXY header.</summary>
    public TimeSpan ProxyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary><c>shutdown-time</c>: how long a stop waits for mail in flight.</summary>
    public TimeSpan ShutdownTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>command-timeout</c>.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary><c>data-timeout</c>.</summary>
    public TimeSpan DataTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// <c>acknowledge-within</c>: how long a notifier waits for its answer at the most. Default 45 s: GoCD gives up after 60.
    /// </summary>
    public TimeSpan AcknowledgeWithin { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary><c>alerts-remembered</c>: keys whose last status is kept. Default 100,000.</summary>
    public int AlertsRemembered { get; init; } = 100_000;

    /// <summary><c>groups</c> of alerts that are told together or later. Default 100,000, as many as alerts are remembered.</summary>
    public int Groups { get; init; } = 100_000;

    /// <summary><c>group-members</c>: alerts in one group; any more are told by themselves. Default 2,000.</summary>
    public int GroupMembers { get; init; } = 2_000;

    /// <summary><c>group-shown</c>: alerts of a group that a notification shows one by one; it counts the rest. Default 50.</summary>
    public int GroupShown { get; init; } = 50;

    /// <summary><c>lookups-per-server</c>: calls to one API at the same time, whichever sources ask. Default 8, a bit more than a browser opens to a host.</summary>
    public int LookupsPerServer { get; init; } = LookupGates.DefaultAtOnce;

    /// <summary><c>deliveries-remembered</c>: targets told of mails that were not acknowledged yet. Default 100,000.</summary>
    public int DeliveriesRemembered { get; init; } = 100_000;

    /// <summary><c>relay-connections</c>: connections to the relay at the same time. Default 500.</summary>
    public int RelayConnections { get; init; } = 500;

    /// <summary><c>decisions</c>: stored mails that are read and routed at the same time. Default 100.</summary>
    public int Decisions { get; init; } = 100;

    /// <summary><c>decide-within</c>: how long reading and looking up one stored mail may take before it is put back. Default 45 s.</summary>
    public TimeSpan DecideWithin { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary><c>deliveries</c> sent at the same time. Default 500.</summary>
    public int Deliveries { get; init; } = 500;

    /// <summary><c>deliveries-per-destination</c>: of these, to the relay or to one target elsewhere. Default 100.</summary>
    public int DeliveriesPerDestination { get; init; } = 100;

    /// <summary><c>delivery-memory</c>, octets of stored mails that are read back to be routed or sent. Default 128 MiB.</summary>
    public long DeliveryMemory { get; init; } = 128 * 1024 * 1024;

    /// <summary><c>delivery-time</c>: how long one attempt may take. Default 10 min, what a client owes the final dot (RFC 5321 §4.5.3.2.6).</summary>
    public TimeSpan DeliveryTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>give-up</c>: how long a delivery is tried. Default 3 days; RFC 5321 §4.5.4.1 asks for 4 to 5 of mail, and alerts age.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromDays(3);

    /// <summary>
    /// <c>disk-reserve</c>, octets that stay free on the store's disk: with less, new mail gets 452. Default 256 MiB: the log of the database and
    /// the mails that wait for a commit, twice each. Exim's check_spool_space is 10 MB, Postfix wants 1.5 times the largest mail.
    /// </summary>
    public long DiskReserve { get; init; } = 256 * 1024 * 1024;

    /// <summary><c>disk-warning</c>, octets: with less free on the store's disk there is a warning. Default 1 GiB.</summary>
    public long DiskWarning { get; init; } = 1024 * 1024 * 1024;
}
