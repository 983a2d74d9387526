using System.Net;

namespace Mail2Alert.Smtp.Telemetry;

/// <summary>A client's address in the log; <c>local</c> for one on a Unix socket, which has none. Put into words only when a line is written.</summary>
internal readonly record struct SmtpOrigin(IPEndPoint? Remote)
{
    public static implicit operator SmtpOrigin(IPEndPoint? remote) => new(remote);

    public override string ToString() => Remote?.ToString() ?? "local";
}
