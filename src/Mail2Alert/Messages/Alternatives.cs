using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>
/// Of several forms of the same (RFC 2046 §5.1.4), which one is the text: the plain one, because its sender wrote it to be read as text. Unless
/// it is only there to say that there is another.
/// </summary>
internal static class Alternatives
{
    // Longer ones say something.
    private const int LongestStub = 400;

    private static readonly string[] Excuses = ["html", "browser", "e-mail client", "email client", "mail client", "mail program", "mail reader"];

    public static MimeEntity Choose(MultipartAlternative alternative, TextOfPart texts, bool attachedToo)
    {
        var plain = Find(alternative, text => text.IsPlain, attachedToo);
        var html = Find(alternative, text => text.IsHtml, attachedToo);
        return plain is { } first && html is { } second
            ? IsStub(texts.Plain(first.Text), texts, second.Text) ? second.Form : first.Form
            : (plain ?? html ?? Find(alternative, _ => true, attachedToo))?.Form ?? alternative[^1];
    }

    private static (MimeEntity Form, TextPart Text)? Find(MultipartAlternative alternative, Func<TextPart, bool> wanted, bool attachedToo)
    {
        foreach (var form in alternative)
        {
            if (TextParts.First(form, text => attachedToo || TextParts.IsShown(text)) is { } text && wanted(text))
                return (form, text);
        }
        return null;
    }

    // Whoever writes the same in both forms writes about as much.
    private static bool IsStub(string plain, TextOfPart texts, TextPart html)
    {
        var said = plain.AsSpan().Trim();
        return said.Length <= LongestStub
            && (said.IsEmpty || Excuses.Any(excuse => plain.Contains(excuse, StringComparison.OrdinalIgnoreCase)))
            && texts.Plain(html).Length > 2 * said.Length;
    }
}
