namespace Mail2Alert.SideBySide.Load;

/// <summary>What the generator is asked for.</summary>
internal sealed record LoadOptions
{
    public required int Port { get; init; }

    /// <summary>Connections at once; each sends one mail after the other.</summary>
    public int Senders { get; init; } = 1;

    /// <summary>Seconds that are measured, after those of <see cref="WarmUp"/>.</summary>
    public double Seconds { get; init; } = 3;

    public double WarmUp { get; init; } = 1;

    /// <summary>Seconds that what is under way at the end is waited for.</summary>
    public double Grace { get; init; } = 2;

    /// <summary>Octets of a mail.</summary>
    public int Size { get; init; } = 1024;

    /// <summary>A connection for each mail.</summary>
    public bool OneEach { get; init; }

    /// <summary>MAIL, RCPT and DATA go out together (RFC 2920).</summary>
    public bool Pipelining { get; init; }

    /// <summary>Mails a second that begin when their time has come, whatever became of those before, each on a connection of its own; 0: none.</summary>
    public double Rate { get; init; }

    /// <summary>Somebody opens a connection 40 times a second, and wants nothing but the banner.</summary>
    public bool Bystander { get; init; }

    /// <summary>The number of the first mail.</summary>
    public long First { get; init; } = TestMail.First;

    /// <summary>Where what was acknowledged is written; nowhere when null.</summary>
    public string? Ledger { get; init; }
}
