using System.Globalization;
using System.Text;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>The fields a mail gets on its way through us. Nothing that a client said can end a line or a comment in them.</summary>
internal static class TraceFields
{
    /// <summary>Names each of us whom a mail passed: what comes back too often is in a loop.</summary>
    public const string PassedName = "X-Mail2Alert-Passed";

    // With its name, and room for a few characters more in the line of 998 octets (RFC 5322 §2.1.1).
    private const int LongestNote = 900;

    /// <summary>The Received field (RFC 5321 §4.4, the protocol's name from RFC 3848 and RFC 6531 §4.3 with S for TLS), with its CR LF.</summary>
    public static string Received(Message message, string hostName)
    {
        var envelope = message.Envelope;
        var recipient = envelope.Recipients is [var only] && Ascii.IsValid(only.Address.ToString())
            ? $"\r\n\tfor <{Safe(only.Address.ToString())}>"
            : "";
        return $"Received: from {Safe(envelope.Peer.Hello ?? "unknown")} ({Address(envelope.Peer)})\r\n" +
               $"\tby {hostName} (Mail2Alert) with {Protocol(envelope)} id {message.Id}{recipient};\r\n" +
               $"\t{Date(message.ReceivedAt)}\r\n";
    }

    /// <summary>The field by which mail2alert-py named the notifier, with its CR LF.</summary>
    public static string Peer(Message message) => $"X-Peer: {message.Envelope.Peer.Remote?.Address}\r\n";

    /// <summary>The field that names us, with its CR LF.</summary>
    public static string Passed(string hostName) => $"{PassedName}: {hostName}\r\n";

    /// <summary>The field that says what else is to be said to whoever is told, with its CR LF.</summary>
    public static string Note(string note) =>
        $"X-Mail2Alert-Note: {string.Concat(note.Take(LongestNote).Select(c => c is >= ' ' and <= '~' ? c : '?'))}\r\n";

    private static string Protocol(SmtpEnvelope envelope) => envelope switch
    {
        { Peer.Listener.Protocol: SmtpProtocol.Lmtp } => $"{(envelope.Parameters.Utf8 ? "UTF8" : "")}LMTP{Suffix(envelope.Peer)}",
        { Parameters.Utf8: true } => $"UTF8SMTP{Suffix(envelope.Peer)}",
        { Peer: { IsExtended: true } or { Login: not null } or { IsEncrypted: true } } => $"ESMTP{Suffix(envelope.Peer)}",
        _ => "SMTP",
    };

    // RFC 3848 has no name for HELO inside TLS; a client that came so far speaks ESMTP.
    private static string Suffix(SmtpPeer peer) => $"{(peer.IsEncrypted ? "S" : "")}{(peer.Login is null ? "" : "A")}";

    private static string Address(SmtpPeer peer) => peer.Remote is { Address: var address }
        ? address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6
            ? $"[IPv6:{address}]"
            : $"[{(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)}]"
        : "local";

    private static string Date(DateTimeOffset time) =>
        time.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text.AsSpan()[..Math.Min(text.Length, 255)])
            safe.Append(c is > ' ' and < '\x7f' and not ('(' or ')' or ';' or '\\' or '<' or '>') ? c : '_');
        return safe.Length == 0 ? "unknown" : safe.ToString();
    }
}
