using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Tnef;

namespace Mail2Alert.Messages;

/// <summary>The text of a mail as a mail client shows it, through whatever its parts are nested in.</summary>
/// <remarks>Recursion goes no deeper than <see cref="BoundedParser"/> lets parts be nested.</remarks>
internal sealed class MessageText(TextOfPart texts, Trouble trouble)
{
    private readonly StringBuilder _text = new();
    private bool _attachedToo;

    /// <summary>Lines ending in LF; empty when there is none.</summary>
    public string Read(MimeEntity? body)
    {
        // Nearly all mail that alerts: nothing to put together.
        if (body is TextPart { ContentDisposition: null } alone && TextParts.IsShown(alone))
            return texts.Plain(alone).TrimEnd();
        Add(body);
        if (string.IsNullOrWhiteSpace(_text.ToString()))
        {
            _text.Clear();
            _attachedToo = true;
            Add(body);
        }
        return _text.ToString().TrimEnd();
    }

    private void Add(MimeEntity? entity)
    {
        switch (entity)
        {
            case TextPart text when _attachedToo || TextParts.IsShown(text):
                Append(texts.Plain(text));
                break;
            case MultipartAlternative alternative when alternative.Count > 0:
                Add(Alternatives.Choose(alternative, texts, _attachedToo));
                break;
            case MultipartRelated { Root: { } root }:
                Add(root);
                break;
            case MultipartSigned signed when signed.Count > 0:
                Add(signed[0]);
                break;
            case MultipartEncrypted:
                trouble.Add("It is encrypted: its text cannot be read.");
                break;
            case Multipart { Count: 0 } empty:
                trouble.Add("It says that it has several parts, and none can be found.");
                Append(empty.Preamble?.ReplaceLineEndings("\n") ?? "");
                break;
            case Multipart multipart:
                AddAll(multipart);
                break;
            case MessagePart { Message: { } message } part when _attachedToo || part.ContentDisposition?.IsAttachment != true:
                AddMessage(message);
                break;
            case TnefPart tnef when _attachedToo:
                Append(TnefMail.Text(tnef, trouble));
                break;
            case MimePart part when part.ContentType.IsMimeType("application", "pkcs7-mime"):
                trouble.Add("It is encrypted, or signed so that its text is inside the signature, and cannot be read.");
                break;
            case MimePart part when _attachedToo && part.ContentType.IsMimeType("message", "*"):
                Append(Charset.Decode(PartContent.Of(part), null).ReplaceLineEndings("\n"));
                break;
        }
    }

    // A report is told in its first part; the others are for programs, or what it is about (RFC 6522 §3).
    private void AddAll(Multipart multipart)
    {
        foreach (var part in multipart)
        {
            var before = _text.Length;
            Add(part);
            if (multipart is MultipartReport && _text.Length > before)
                return;
        }
    }

    private void AddMessage(MimeMessage message)
    {
        foreach (var name in (ReadOnlySpan<string>)["From", "Date", "Subject"])
        {
            var index = message.Headers.IndexOf(name);
            if (index >= 0)
                Append($"{name}: {EncodedWords.Decode(message.Headers[index].RawValue)}", gap: name == "From" ? 2 : 1);
        }
        Add(message.Body);
    }

    private void Append(string text, int gap = 2)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (_text.Length > 0)
            _text.Append('\n', gap);
        _text.Append(text.AsSpan().TrimEnd());
    }
}
