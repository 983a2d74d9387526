using System.Net;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp;

/// <summary>Who is at the other end of a connection, as far as it is known yet.</summary>
/// <param name="ConnectionId">Names the connection in logs and replies; unique while the program runs.</param>
/// <param name="Remote">The client's address; null on a transport without addresses, such as a pipe in a test.</param>
/// <param name="Local">The address it connected to; null likewise.</param>
/// <param name="Hello">The argument of the last EHLO or HELO; null before it. Never trusted (RFC 5321 §4.1.4).</param>
/// <param name="IsExtended">True after EHLO, false before it and after HELO.</param>
public sealed record SmtpPeer(string ConnectionId, IPEndPoint? Remote, IPEndPoint? Local, string? Hello, bool IsExtended)
{
    /// <summary>Where it connected to.</summary>
    public SmtpListener Listener { get; init; } = SmtpListener.Default;

    /// <summary>The load balancer between the client and us, when it told us who the client is; null without one.</summary>
    public IPEndPoint? Proxy { get; init; }

    /// <summary>The user who logged in (RFC 4954); null while nobody did.</summary>
    public string? Login { get; init; }

    /// <summary>What protects the connection; null in clear text.</summary>
    public SmtpTlsFacts? Tls { get; init; }

    /// <summary>True when nobody on the way can read the connection.</summary>
    public bool IsEncrypted => Tls is not null;
}
