using System.Text;
using Mail2Alert.Smtp;
using MimeKit;
using MimeKit.Text;

namespace Mail2Alert.Messages;

internal static class MessageReader
{
    // A mail of nothing but nested multiparts must not exhaust the stack; Postfix stops at a depth of 100.
    private static readonly ParserOptions Options = new() { MaxMimeDepth = 100 };

    static MessageReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static MimeMessage Parse(SmtpContent content) => TryParse(content) ?? Unreadable(content);

    /// <summary>Null where MimeKit sees no mail.</summary>
    public static MimeMessage? TryParse(SmtpContent content)
    {
        try
        {
            return MimeMessage.Load(Options, ReadablePart.Open(content), persistent: true);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static string Text(MimeMessage message)
    {
        var text = message.TextBody ?? (message.HtmlBody is { } html ? PlainText(html) : "");
        return text.ReplaceLineEndings("\n").TrimEnd();
    }

    public static IReadOnlyList<string> Files(MimeMessage message) =>
        [.. message.BodyParts.Select(part => part.ContentDisposition?.FileName ?? part.ContentType.Name).OfType<string>()];

    // MimeKit gives up on content without a single header field. Its text is still an alert to somebody.
    private static MimeMessage Unreadable(SmtpContent content)
    {
        using var reader = new StreamReader(ReadablePart.Open(content), Encoding.Latin1);
        return new MimeMessage { Body = new TextPart(TextFormat.Plain) { Text = reader.ReadToEnd() }, Headers = { } };
    }

    private static string PlainText(string html)
    {
        var text = new StringBuilder();
        using var reader = new StringReader(html);
        var tokenizer = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        while (tokenizer.ReadNextToken(out var token))
        {
            if (token is HtmlDataToken { Kind: HtmlTokenKind.Data } data)
                text.Append(data.Data);
            else if (token is HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI })
                text.Append('\n');
        }
        return text.ToString().Trim();
    }
}
