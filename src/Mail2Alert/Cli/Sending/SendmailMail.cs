using System.Buffers;
using System.Globalization;
using Mail2Alert.Messages;
using MimeKit;
using MimeKit.Utils;

namespace Mail2Alert.Cli.Sending;

/// <summary>Makes of what a program wrote the mail that it meant: an envelope, and a header with what belongs into each (RFC 5322 §3.6).</summary>
/// <param name="name">This machine.</param>
/// <param name="user">Whose program it is.</param>
/// <param name="clock">Says when.</param>
internal sealed class SendmailMail(MailName name, string user, TimeProvider clock)
{
    // Programs write to root, and mean the one on this machine; before a comma that is no part of a name.
    private static readonly ParserOptions Local = new() { AllowAddressesWithoutDomain = true, AllowUnquotedCommasInAddresses = false };

    private static readonly string[] RecipientFields = ["To", "Cc", "Bcc"];

    /// <param name="arguments">The command line.</param>
    /// <param name="text">Standard input.</param>
    public Submission Read(SendmailArguments arguments, ReadOnlySpan<byte> text)
    {
        var lines = WithHeader(WrittenLines.Read(text, endsAtDot: !arguments.IgnoresDots));
        var header = HeaderBlock.Read(new ReadOnlySequence<byte>(lines));
        var sender = name.Complete(arguments.Sender ?? user);
        IEnumerable<string> written = arguments.ReadsRecipients ? RecipientFields.SelectMany(field => Addresses(header, field)) : [];
        return new Submission(
            sender,
            [.. arguments.Recipients.Select(recipient => recipient.Trim('<', '>')).Concat(written).Select(name.Complete).Distinct()],
            [.. header.Replacing(["Bcc"], Missing(header, sender, arguments.FullName)), .. "\r\n"u8, .. header.Body.ToArray()])
        {
            Notify = arguments.Notify,
            Parameters = arguments.Parameters,
        };
    }

    private string Missing(HeaderBlock header, string sender, string? fullName)
    {
        var from = new MailboxAddress(fullName ?? "", sender.Length == 0 ? name.Complete(user) : sender);
        return Unless(header, "From", from.ToString(true))
            + Unless(header, "Date", DateUtils.FormatDate(clock.GetLocalNow()))
            + Unless(header, "Message-ID", $"<{Guid.CreateVersion7(clock.GetUtcNow()):N}@{name.Name}>");
    }

    private static string Unless(HeaderBlock header, string field, string value) =>
        header.Count(field) > 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{field}: {value}\r\n");

    private static IEnumerable<string> Addresses(HeaderBlock header, string field) =>
        header.Value(field) is { } text && InternetAddressList.TryParse(Local, text, out var list) ? list.Mailboxes.Select(mailbox => mailbox.Address) : [];

    // A mailbox's first line is none of the mail's, and a text without a header has one that is empty.
    private static byte[] WithHeader(ReadOnlySpan<byte> lines)
    {
        if (lines.StartsWith("From "u8))
            lines = lines[(lines.IndexOf((byte)'\n') + 1)..];
        var (at, end) = (0, lines.Length);
        while (at < end && (IsField(lines[at..]) || (at > 0 && lines[at] is (byte)' ' or (byte)'\t')))
            at += lines[at..].IndexOf((byte)'\n') + 1;
        return lines[at..].StartsWith("\r\n"u8) ? lines.ToArray() : [.. lines[..at], .. "\r\n"u8, .. lines[at..]];
    }

    private static bool IsField(ReadOnlySpan<byte> line)
    {
        var name = line[..line.IndexOfAny((byte)':', (byte)'\r')];
        return name.Length > 0 && line[name.Length] == ':' && name.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
    }
}
