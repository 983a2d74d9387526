using System.Text;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tls;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Telemetry;

/// <summary>
/// One session in the log as it was spoken; ids 1050 to 1055. Passwords and mail are private, so what could be either is told by its length.
/// </summary>
internal sealed partial class SmtpSessionTrace
{
    // A command line is no longer unless an option says so, and then its end is of no interest.
    private const int Longest = 2048;

    private readonly ILogger _logger;
    private readonly string _id;

    // A client that did not hear our refusal goes on with its password, or with its mail, line by line.
    private bool _mayBePrivate;

    public SmtpSessionTrace(SmtpPeer peer, ILogger logger)
    {
        (_logger, _id) = (logger, peer.ConnectionId);
        Connected(_id, peer.Remote, peer.Listener.Name);
    }

    /// <summary>A line from the client.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="verb">What it asks for.</param>
    public void Heard(ReadOnlySpan<byte> line, SmtpVerb verb)
    {
        var isHidden = verb == SmtpVerb.Unknown && _mayBePrivate;
        _mayBePrivate |= verb is SmtpVerb.Auth or SmtpVerb.Data or SmtpVerb.Bdat;
        Client(_id, verb == SmtpVerb.Auth ? "AUTH (not shown)"
            : isHidden ? $"({line.Length} octets, not shown)"
            : SmtpText.Printable(Encoding.UTF8.GetString(line), Longest));
    }

    /// <summary>A line of a login.</summary>
    public void HeardLogin() => Client(_id, "(login, not shown)");

    public void HeardTooMuch() => Client(_id, "(a line that is too long)");

    public void HeardContent(long octets, SmtpDataResult result) => Content(_id, octets, result);

    /// <summary>A reply. A challenge belongs to a login.</summary>
    public void Said(SmtpReply reply)
    {
        for (var i = 0; i < reply.Lines.Count; i++)
        {
            var text = reply.Code == 334 ? "(login, not shown)" : reply.Lines[i];
            Server(_id, $"{reply.Code}{(i < reply.Lines.Count - 1 ? '-' : ' ')}{Enhanced(reply)}{SmtpText.Printable(text, Longest)}");
        }
    }

    public void Secured(SmtpTlsFacts? tls) => Handshake(_id, tls is null ? "failed" : $"TLS {tls.Version}");

    public void Ended(SmtpSessionSummary summary) => Ended(_id, summary.Why, summary.Time.TotalSeconds);

    private static string Enhanced(SmtpReply reply) => reply.Enhanced is { } status ? status + " " : "";

    [LoggerMessage(1050, LogLevel.Information, "{ConnectionId} -- {Remote} connected to {Listener}")]
    private partial void Connected(string connectionId, SmtpOrigin remote, string listener);

    [LoggerMessage(1051, LogLevel.Information, "{ConnectionId} C: {Line}")]
    private partial void Client(string connectionId, string line);

    [LoggerMessage(1052, LogLevel.Information, "{ConnectionId} S: {Line}")]
    private partial void Server(string connectionId, string line);

    [LoggerMessage(1053, LogLevel.Information, "{ConnectionId} C: ({Octets} octets of a message: {Result})")]
    private partial void Content(string connectionId, long octets, SmtpDataResult result);

    [LoggerMessage(1054, LogLevel.Information, "{ConnectionId} -- handshake: {Result}")]
    private partial void Handshake(string connectionId, string result);

    [LoggerMessage(1055, LogLevel.Information, "{ConnectionId} -- ended: {Why} after {Seconds:F3} s")]
    private partial void Ended(string connectionId, string why, double seconds);
}
