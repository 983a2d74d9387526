using System.Globalization;
using System.Net;
using System.Text;
using Mail2Alert.Messages;
using MimeKit.Utils;

namespace Mail2Alert.Channels.Mail;

/// <summary>
/// The part of a report that programs read: message/delivery-status (RFC 3464 §2). ASCII alone; addresses in other scripts are written as
/// RFC 6533 §3 has them for this case. Nothing that a client or a server said can end a line in it.
/// </summary>
internal static class DeliveryStatus
{
    // A reply of a hundred lines stays one field within the 998 octets of RFC 5322 §2.1.1.
    private const int Longest = 900;

    public static string Write(Message original, string hostName, string relayHost, IReadOnlyList<Undelivered> recipients)
    {
        var status = new StringBuilder();
        if (original.Envelope.Parameters.EnvelopeId is { } id)
            Field(status, "Original-Envelope-Id", XText.Decode(id));
        Field(status, "Reporting-MTA", $"dns; {hostName}");
        if (original.Envelope.Peer.Hello is { } hello)
            Field(status, "Received-From-MTA", $"dns; {hello}");
        Field(status, "Arrival-Date", DateUtils.FormatDate(original.ReceivedAt));
        foreach (var recipient in recipients)
            Write(status, relayHost, recipient);
        return status.ToString();
    }

    /// <summary>What the mail server said, or else what is known of it (RFC 3463).</summary>
    public static string StatusOf(Undelivered recipient) => recipient switch
    {
        { Reply.Enhanced: { } told } when told[0] is '4' or '5' => told,
        { IsGivenUp: true } => "4.4.7",
        _ => "5.0.0",
    };

    private static void Write(StringBuilder status, string relayHost, Undelivered recipient)
    {
        status.Append("\r\n");
        if (recipient.OriginalRecipient is { } original)
            Field(status, "Original-Recipient", Original(original));
        Field(status, "Final-Recipient", Typed(recipient.Address.ToString()));
        Field(status, "Action", "failed");
        Field(status, "Status", StatusOf(recipient));
        if (recipient.Reply is not { } reply)
            return;
        Field(status, "Remote-MTA", $"dns; {(IPAddress.TryParse(relayHost, out _) ? $"[{relayHost}]" : relayHost)}");
        Field(status, "Diagnostic-Code", $"smtp; {reply}");
    }

    // RFC 3461 §5.2.1: without the encoding of the parameter; an address in UTF-8 keeps its own.
    private static string Original(string parameter) => parameter.Split(';', 2) switch
    {
        [var type, var address] when type.Equals("rfc822", StringComparison.OrdinalIgnoreCase) => $"{type};{XText.Decode(address)}",
        _ => parameter,
    };

    private static string Typed(string address) => Ascii.IsValid(address)
        ? $"rfc822; {address}"
        : "utf-8; " + string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii && rune.Value is not ('\\' or '+' or '=')
            ? rune.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:X}}}")));

    private static void Field(StringBuilder status, string name, string value)
    {
        status.Append(name).Append(": ");
        foreach (var c in value.AsSpan()[..Math.Min(value.Length, Longest)])
            status.Append(c is >= ' ' and <= '~' ? c : '?');
        status.Append("\r\n");
    }
}
