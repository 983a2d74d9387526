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
    /// <param name="target">Who gets it.</param>
    /// <param name="from">Who writes it.</param>
    /// <param name="now">When it is written.</param>
    public static MimeMessage Write(Letter letter, EmailTarget target, MailboxAddress from, DateTimeOffset now)
    {
        var (sheet, memo) = (target.Sheet, letter.Memo);
        var mail = new MimeMessage { Date = now, MessageId = IdOf(letter, from), Subject = Subject(letter) };
        mail.From.Add(from);
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
        mail.Body = WithFiles(Body(letter, isText: target.Options.Format == "text"), letter.Files);
        return mail;
    }

    /// <summary>As a mail server gets it: lines of ASCII, so that every server takes it.</summary>
    public static OutgoingMail Outgoing(MimeMessage mail, EmailTarget target, MailboxAddress from)
    {
        mail.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        mail.WriteTo(format, stream);
        var bytes = stream.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 2;
        return new OutgoingMail(
            MailAddress.PathOf(from.Address),
            SmtpMailParameters.None,
            [new SmtpRecipient(MailAddress.PathOf(target.Recipient))],
            bytes.AsMemory(0, end),
            new ReadOnlySequence<byte>(bytes.AsMemory(end + 2)),
            HasEightBit: false);
    }

    /// <summary>The same at every attempt: a mailbox that gets it twice can tell.</summary>
    public static string IdOf(Letter letter, MailboxAddress from) => $"{letter.Key}@{from.Domain}";

    // Mail programs tell what belongs together by the subject, too.
    public static string Subject(Letter letter) => Printable.Of(letter.Memo["subject"] switch
    {
        { } first when letter.Alert.Status == AlertStatus.Resolved => $"[resolved] {first}",
        { } first => first,
        null => letter.Title,
    });

    private static MimeEntity Body(Letter letter, bool isText)
    {
        var text = new TextPart("plain") { Text = Above(letter, Dialect.Plain) + letter.Text };
        return isText ? text : new MultipartAlternative
        {
            text,
            new TextPart("html") { Text = $"<!DOCTYPE html>\n<html><body>\n{Above(letter, Dialect.Html)}{Html(letter)}\n</body></html>\n" },
        };
    }

    private static string Html(Letter letter)
    {
        var html = Dialect.Html.Escape(letter.Text);
        return letter.Alert.Link is { } link
            ? html.Replace(Dialect.Html.Escape(link.AbsoluteUri), Dialect.Html.Link(link), StringComparison.Ordinal)
            : html;
    }

    private static MimeEntity WithFiles(MimeEntity body, IReadOnlyList<LetterFile> files)
    {
        if (files.Count == 0)
            return body;
        var mixed = new Multipart("mixed") { body };
        foreach (var file in files)
        {
            mixed.Add(new MimePart(ContentType.TryParse(file.MediaType, out var type) ? type : new ContentType("application", "octet-stream"))
            {
                Content = new MimeContent(new MemoryStream(file.Bytes.ToArray())),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = file.Name,
            });
        }
        return mixed;
    }

    // What the subject of a mail below another does not say.
    private static string Above(Letter letter, Dialect dialect) => letter.Memo["subject"] is { } first && first != letter.Title
        ? dialect.Bold(dialect.Escape(letter.Title)) + dialect.Escape("\n\n")
        : "";
}
