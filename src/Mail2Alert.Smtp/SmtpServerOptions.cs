using System.Net;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp;

/// <summary>Names, bounds and clocks of an SMTP server. Each default says whose it matches.</summary>
public sealed class SmtpServerOptions
{
    /// <summary>The name in the greeting and in the reply to EHLO (RFC 5321 §4.1.1.1). Default: the machine's name.</summary>
    public string HostName { get; set; } = Environment.MachineName;

    /// <summary>The product's name in the greeting. No version: it helps nobody but an attacker.</summary>
    public string Product { get; set; } = "Mail2Alert";

    /// <summary>
    /// Whether EHLO offers DSN (RFC 3461). Its parameters are understood either way. Default true; set it to false where the handler does not
    /// see to the reports that senders ask for.
    /// </summary>
    public bool AdvertiseDsn { get; set; } = true;

    /// <summary>
    /// Whether EHLO offers BINARYMIME (RFC 3030 §3). Default true; set it to false for a handler that counts on lines that end in CR LF: then
    /// BODY=BINARYMIME is refused.
    /// </summary>
    public bool AdvertiseBinaryMime { get; set; } = true;

    /// <summary>
    /// Whether EHLO offers REQUIRETLS (RFC 8689) where there is TLS. Default false; set it to true when the handler keeps the promise of
    /// <see cref="SmtpMailParameters.RequireTls"/>.
    /// </summary>
    public bool AdvertiseRequireTls { get; set; }

    /// <summary>Who may log in (AUTH, RFC 4954). Default: nobody, and AUTH is not offered.</summary>
    public SmtpAuthenticationOptions? Authentication { get; set; }

    /// <summary>Remembers which client breaks which rules. Default: one of the server's own, for 1,000 clients.</summary>
    public SmtpConformance Conformance { get; set; } = new();

    /// <summary>Certificates and what is demanded; null for a server without TLS.</summary>
    public SmtpTlsOptions? Tls { get; set; }

    /// <summary>Octets of one message, advertised by SIZE and enforced while reading (RFC 1870). Default 25 MiB, as Haraka.</summary>
    public long MaxMessageSize { get; set; } = 25 * 1024 * 1024;

    /// <summary>
    /// Octets of memory rented for all messages being received or answered, at least one message's share of it. Past it, 452 4.3.1. Default
    /// 256 MiB.
    /// </summary>
    public long MaxBytesInFlight { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// Octets of one message that stay in memory; a larger one goes to a temporary file as it arrives. It goes there sooner when it would take
    /// more than a sixteenth of what is left of <see cref="MaxBytesInFlight"/>. Default 4 MiB.
    /// </summary>
    public long SpoolThreshold { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Where the temporary files lie. They have no name once they are open, and are gone when the program is. Default: a directory in the
    /// system's temporary one that only the program's user may enter.
    /// </summary>
    public string? SpoolDirectory { get; set; }

    /// <summary>
    /// Octets of disk for all messages being received or answered, at least <see cref="MaxMessageSize"/>. Past it, and when the disk is full,
    /// 452 4.3.1. Default 2 GiB.
    /// </summary>
    public long MaxSpoolBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Recipients of one message; the next one gets 452 4.5.3. Default 100, the least that RFC 5321 §4.5.3.1.8 allows.</summary>
    public int MaxRecipients { get; set; } = 100;

    /// <summary>Octets of a command line with its CR LF, at least 512 (RFC 5321 §4.5.3.1.4). Default 2,048, as Postfix.</summary>
    public int MaxLineLength { get; set; } = 2048;

    /// <summary>Connections at the same time; the next one gets 421 4.3.2. Default 2,000.</summary>
    public int MaxConnections { get; set; } = 2000;

    /// <summary>
    /// Connections at the same time from one IPv4 address or one IPv6 /64; the next one gets 421 4.7.0. Default 1,000: half of
    /// <see cref="MaxConnections"/>, so that no client alone can keep out the others.
    /// </summary>
    public int MaxConnectionsPerAddress { get; set; } = 1000;

    /// <summary>
    /// Load balancers whose connections begin with a PROXY header, version 1 or 2. From them it is demanded; from anybody else it is never
    /// read, since it would let him claim any address. Default: none.
    /// </summary>
    public IReadOnlyList<IPNetwork> ProxyNetworks { get; set; } = [];

    /// <summary>Bad commands in one session before 421 closes it; good ones in between do not reset the count. Default 20, as Postfix.</summary>
    public int MaxErrors { get; set; } = 20;

    /// <summary>Bad commands in one session before each further one is answered <see cref="ErrorDelay"/> later. Default 10, as Postfix.</summary>
    public int ErrorsBeforeDelay { get; set; } = 10;

    /// <summary>How much later. Default 1 second, as Postfix.</summary>
    public TimeSpan ErrorDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Commands that move no mail (NOOP, RSET, HELP, VRFY, EHLO again …) before 421 closes the session; an accepted message starts the count
    /// anew, so that clients which keep a connection alive may. Default 100, as Postfix.
    /// </summary>
    public int MaxJunkCommands { get; set; } = 100;

    /// <summary>Messages in one session; then 421 asks the client to connect anew. Default 10,000.</summary>
    public int MaxMessagesPerSession { get; set; } = 10_000;

    /// <summary>
    /// Commands in one session; then 421. Default 1,000,000: what <see cref="MaxMessagesPerSession"/> to <see cref="MaxRecipients"/> each
    /// take, as EHLO announces them.
    /// </summary>
    public int MaxCommandsPerSession { get; set; } = 1_000_000;

    /// <summary>
    /// The time for a whole session, before 421 at the next moment without a mail on its way; a mail that began may take
    /// <see cref="MaxMessageTime"/> more. Default 1 hour.
    /// </summary>
    public TimeSpan MaxSessionTime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The time for one command line, from the reply before it to its end, before 421. Default 5 minutes (RFC 5321 §4.5.3.2.7).</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Silence inside DATA before 421. Default 3 minutes (RFC 5321 §4.5.3.2.5).</summary>
    public TimeSpan DataTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Octets per second that a client sends inside a message at least, once it has wasted <see cref="DataTimeout"/>; then 421. Only the time
    /// in which it is waited for counts. Default 500, as Postfix; a line of 9,600 bit/s carries 960.
    /// </summary>
    public int MinDataRate { get; set; } = 500;

    /// <summary>The time for the data of one message before 421, as far as the client is waited for. Default 30 minutes, as mox.</summary>
    public TimeSpan MaxMessageTime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The time for the PROXY header of those in <see cref="ProxyNetworks"/>. Default 5 seconds, as HAProxy in their place.</summary>
    public TimeSpan ProxyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Who is followed line by line in the log. Default: nobody. It may be switched while the server runs.</summary>
    public SmtpTrace Trace { get; } = new();

    /// <summary>How long a stopping server waits for transactions in flight. Default 30 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
