namespace Mail2Alert.Smtp.Conformance;

/// <summary>What was seen of one client at one listener.</summary>
/// <param name="Client">Its IPv4 address, the first 64 bits of its IPv6 address (<c>2001:db8:0:1::/64</c>), or <c>local</c> without one.</param>
/// <param name="Listener">The <see cref="SmtpListener.Name"/>.</param>
/// <param name="Profile">The profile there when it was last seen.</param>
public sealed record SmtpClientConduct(string Client, string Listener, SmtpProfile Profile)
{
    /// <summary>The name it gave itself last in EHLO or HELO, printable and cut short; null when it gave none. Never trusted.</summary>
    public string? Hello { get; init; }

    /// <summary>When it came first.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it last came, sent a message or broke a rule.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>How often it connected.</summary>
    public long Connections { get; init; }

    /// <summary>How many messages it sent to their end, accepted or not.</summary>
    public long Messages { get; init; }

    /// <summary>The rules it broke, in the order of <see cref="SmtpRule.All"/>; empty when it kept them all.</summary>
    public IReadOnlyList<SmtpLapse> Lapses { get; init; } = [];
}
