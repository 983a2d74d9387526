namespace Mail2Alert.Configuration;

/// <summary>The bounds an administrator may move, under <c>limits:</c>. Defaults as in <see cref="Smtp.SmtpServerOptions"/> unless said.</summary>
internal sealed record LimitSettings
{
    /// <summary><c>message-size</c>, octets.</summary>
    public long MessageSize { get; init; } = 25 * 1024 * 1024;

    /// <summary><c>memory</c>, octets of all messages being handled.</summary>
    public long Memory { get; init; } = 256 * 1024 * 1024;

    /// <summary><c>spool-threshold</c>, octets: a larger message lies in a temporary file while it is handled.</summary>
    public long SpoolThreshold { get; init; } = 256 * 1024;

    /// <summary><c>spool</c>, octets of all messages in temporary files.</summary>
    public long Spool { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary><c>recipients</c> of one message.</summary>
    public int Recipients { get; init; } = 100;

    /// <summary><c>connections</c> from notifiers at the same time.</summary>
    public int Connections { get; init; } = 2000;

    /// <summary><c>connections-per-address</c>: from one IPv4 address or one IPv6 /64.</summary>
    public int ConnectionsPerAddress { get; init; } = 1000;

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

    /// <summary><c>deliveries-remembered</c>: targets told of mails that were not acknowledged yet. Default 100,000.</summary>
    public int DeliveriesRemembered { get; init; } = 100_000;

    /// <summary><c>relay-connections</c>: connections to the relay at the same time. Default 500.</summary>
    public int RelayConnections { get; init; } = 500;
}
