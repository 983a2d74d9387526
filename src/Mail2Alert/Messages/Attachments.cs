using MimeKit;
using MimeKit.Tnef;

namespace Mail2Alert.Messages;

/// <summary>Finds what comes with a mail's text: files, pictures, other mails, and what Outlook packs into winmail.dat.</summary>
internal sealed class Attachments(TextOfPart texts, Trouble trouble)
{
    private static readonly FormatOptions Lines = NewLines();

    private readonly List<Attachment> _found = [];

    public IReadOnlyList<Attachment> Read(MimeEntity? body)
    {
        Add(body);
        return _found;
    }

    private void Add(MimeEntity? entity)
    {
        switch (entity)
        {
            case Multipart multipart:
                foreach (var part in multipart)
                    Add(part);
                break;
            case MessagePart message:
                _found.Add(Mail(message));
                break;
            case TnefPart tnef when TnefMail.Parts(tnef, trouble).ToList() is { Count: > 0 } parts:
                parts.ForEach(Add);
                break;
            case TextPart text when TextParts.IsShown(text) && NameOf(text) is null:
                if (!text.IsHtml)
                    _found.AddRange(Uuencoded.FilesIn(texts.Written(text)));
                break;
            case MimePart part:
                _found.Add(new Attachment(NameOf(part), MediaType(part), Length(part), () => Content(() => PartContent.Of(part))));
                break;
        }
    }

    private Attachment Mail(MessagePart part)
    {
        var name = NameOf(part) ?? (part.Message is { } message ? $"{Subject(message)}.eml" : null);
        return new Attachment(name, MediaType(part), null, () => Content(() => Bytes(part)));
    }

    private byte[] Content(Func<byte[]> content) => Forgiving.Read(content, [], trouble);

    private static string Subject(MimeMessage message)
    {
        var index = message.Headers.IndexOf(HeaderId.Subject);
        return index < 0 ? "mail" : EncodedWords.Decode(message.Headers[index].RawValue);
    }

    private static byte[] Bytes(MessagePart part)
    {
        using var bytes = new MemoryStream();
        part.Message?.WriteTo(Lines, bytes);
        return bytes.ToArray();
    }

    private static string? NameOf(MimeEntity part) => part.ContentDisposition?.FileName ?? part.ContentType.Name;

    private static string MediaType(MimeEntity part) => part.ContentType.MimeType.ToLowerInvariant();

    private static long? Length(MimePart part) => part.Content switch
    {
        null => 0,
        { Encoding: ContentEncoding.Default or ContentEncoding.SevenBit or ContentEncoding.EightBit or ContentEncoding.Binary } content => content.Stream?.Length,
        _ => null,
    };

    private static FormatOptions NewLines()
    {
        var lines = FormatOptions.Default.Clone();
        lines.NewLineFormat = NewLineFormat.Dos;
        return lines;
    }
}
