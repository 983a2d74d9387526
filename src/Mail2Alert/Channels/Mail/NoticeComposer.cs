using Mail2Alert.Alerts;
using MimeKit;

namespace Mail2Alert.Channels.Mail;

/// <summary>Writes our own news as a mail, so that it is kept, delivered, shown and sent again like any other.</summary>
internal sealed class NoticeComposer(string hostName)
{
    /// <param name="alert">What it says.</param>
    /// <param name="id">Names the mail.</param>
    public byte[] Compose(Alert alert, string id)
    {
        using var mail = new MimeMessage { Date = alert.At, MessageId = $"{id}@{hostName}", Subject = alert.Title };
        mail.From.Add(new MailboxAddress("Mail2Alert", $"mail2alert@{hostName}"));
        // RFC 3834 §5: nobody's autoresponder needs to answer.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new TextPart("plain") { Text = alert.Text };
        mail.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var bytes = new MemoryStream();
        mail.WriteTo(format, bytes);
        return bytes.ToArray();
    }
}
