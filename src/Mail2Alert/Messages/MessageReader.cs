using System.Buffers;
using System.Text;
using Mail2Alert.Smtp;
using MimeKit;
using MimeKit.Text;

namespace Mail2Alert.Messages;

internal static class MessageReader
{
    static MessageReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Whatever the bytes are, this is a mail.</summary>
    public static MimeMessage Parse(SmtpContent content, Trouble trouble) =>
        Forgiving.Read(() => TryParse(content, trouble), null, trouble) ?? Unreadable(content, trouble);

    /// <summary>All of a mail, to be written anew; null where MimeKit sees no mail, or one with more parts than it can be trusted with.</summary>
    public static MimeMessage? TryParseWhole(SmtpContent content)
    {
        var mail = new MeteredStream(content.OpenRead());
        var message = TryParse(mail);
        return mail.WasCut ? null : message;
    }

    private static MimeMessage? TryParse(SmtpContent content, Trouble trouble)
    {
        var mail = new MeteredStream(ReadablePart.Open(content, trouble));
        var message = TryParse(mail);
        if (mail.WasCut)
            trouble.Add("It has more parts, or longer headers in them, than are read: what comes behind was left out.");
        return message;
    }

    private static MimeMessage? TryParse(MeteredStream mail)
    {
        try
        {
            return BoundedParser.Parse(mail);
        }
        catch (FormatException)
        {
            return null;
        }
        finally
        {
            // Parts are read from it later, when they are asked for.
            mail.End = long.MaxValue;
        }
    }

    public static IReadOnlyList<string> Files(MimeMessage message) =>
        [.. message.BodyParts.Select(part => part.ContentDisposition?.FileName ?? part.ContentType.Name).OfType<string>()];

    // MimeKit gives up on content without a single header field. Its text is still an alert to somebody.
    private static MimeMessage Unreadable(SmtpContent content, Trouble trouble)
    {
        if (content.Length > 0)
            trouble.Add("It has no header that could be read: all of it is taken for its text.");
        var bytes = content.Bytes.Slice(0, Math.Min(content.Length, ReadablePart.MaxBody)).ToArray();
        return new MimeMessage { Body = new TextPart(TextFormat.Plain) { Content = new MimeContent(new MemoryStream(bytes)) }, Headers = { } };
    }
}
