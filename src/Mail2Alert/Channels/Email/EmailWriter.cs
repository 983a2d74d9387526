using System.Buffers;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Smtp;
using MimeKit;

namespace Mail2Alert.Channels.Email;

/// <summary>Writes a letter as a mail of ours: in text and in HTML, below the first mail of the alert.</summary>
internal static class EmailWriter
{
    /// <param name="letter">In plain text.</param>
    /// <param name="html">The same in HTML; null for a mail in plain text alone.</param>
    /// <param name="target">Who gets it.</param>
    /// <param name="now">When it is written.</param>
    public static MimeMessage Write(Letter letter, Letter? html, EmailTarget target, DateTimeOffset now)
    {
        var (sheet, memo) = (target.Sheet, letter.Memo);
        var mail = new MimeMessage { Date = now, MessageId = IdOf(letter, target), Subject = Subject(letter) };
        mail.From.Add(sheet.From);
        mail.To.AddRange(sheet.To);
        mail.Cc.AddRange(sheet.Cc);
        mail.ReplyTo.AddRange(sheet.ReplyTo);
        if (memo["id"] is { } first)
        {
            mail.InReplyTo = first;
            mail.References.Add(first);
        }
        // RFC 3834 §5, and what Exchange heeds: nobody's autoresponder needs to answer.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        foreach (var (name, value) in sheet.Headers)
            mail.Headers[name] = value;
        mail.Body = Body(letter, html);
        return mail;
    }

    /// <summary>As a mail server gets it: lines of ASCII, so that every server takes it.</summary>
    public static OutgoingMail Outgoing(MimeMessage mail, EmailTarget target)
    {
        mail.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        mail.WriteTo(format, stream);
        var bytes = stream.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 2;
        return new OutgoingMail(
            MailAddress.PathOf(target.Sheet.From.Address),
            SmtpMailParameters.None,
            [new SmtpRecipient(MailAddress.PathOf(target.Recipient))],
            bytes.AsMemory(0, end),
            new ReadOnlySequence<byte>(bytes.AsMemory(end + 2)),
            HasEightBit: false);
    }

    /// <summary>The same at every attempt: a mailbox that gets it twice can tell.</summary>
    public static string IdOf(Letter letter, EmailTarget target) => $"{letter.Key}@{target.Sheet.From.Domain}";

    // Mail programs tell what belongs together by the subject, too.
    public static string Subject(Letter letter) => Printable.Of(letter.Memo["subject"] switch
    {
        { } first when letter.Alert.Status == AlertStatus.Resolved => $"[resolved] {first}",
        { } first => first,
        null => letter.Title,
    });

    private static MimeEntity Body(Letter letter, Letter? html)
    {
        var text = new TextPart("plain") { Text = Above(letter, Dialect.Plain) + letter.Text };
        return html is null ? text : new MultipartAlternative
        {
            text,
            new TextPart("html") { Text = $"<!DOCTYPE html>\n<html><body>\n{Above(letter, Dialect.Html)}{html.Text}\n</body></html>\n" },
        };
    }

    // What the subject of a mail below another does not say.
    private static string Above(Letter letter, Dialect dialect) => letter.Memo["subject"] is { } first && first != letter.Title
        ? dialect.Bold(dialect.Escape(letter.Title)) + dialect.Escape("\n\n")
        : "";
}
