using System.Buffers;
using Mail2Alert.Smtp;
using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>A mail: its envelope, its raw bytes, and what reading them once gives. Reading never throws, however ugly the mail.</summary>
internal sealed class Message(SmtpMessage mail)
{
    private readonly Lazy<MimeMessage> _parsed = new(() => MessageReader.Parse(mail.Content));
    private string? _text;
    private IReadOnlyList<string>? _files;

    public string Id => mail.Id;

    public DateTimeOffset ReceivedAt => mail.ReceivedAt;

    public SmtpEnvelope Envelope => mail.Envelope;

    /// <summary>The bytes as they arrived. Valid until the mail was acknowledged.</summary>
    public ReadOnlySequence<byte> Raw => mail.Content.Bytes;

    public long Length => mail.Content.Length;

    public bool HasEightBit => mail.Content.HasEightBit;

    /// <summary>True when the bytes are not lines, and must become lines before a mail server can be sent them.</summary>
    public bool IsBinary => Envelope.Parameters.Body == SmtpBody.Binary;

    /// <summary>Unfolded and decoded; empty when there is none.</summary>
    public string Subject => Header("Subject") ?? "";

    /// <summary>The From field, decoded; null when there is none.</summary>
    public string? From => Header("From");

    public string? MessageId => Header("Message-ID");

    /// <summary>The names of the files in it, attached or shown inline, as their sender calls them.</summary>
    public IReadOnlyList<string> Files => _files ??= MessageReader.Files(_parsed.Value);

    /// <summary>The body as plain text, lines ending in LF; empty when there is none.</summary>
    public string Text => _text ??= MessageReader.Text(_parsed.Value);

    /// <summary>The mail in lines that end in CR LF; null when a binary one cannot be written so, which is tried anew at each call.</summary>
    public ReadOnlySequence<byte>? Lines() =>
        !IsBinary ? Raw
        : MessageReader.TryParse(mail.Content) is { } binary ? BinaryMail.ToLines(binary)
        : null;

    /// <summary>The first field of that name, unfolded and decoded; null when there is none.</summary>
    public string? Header(string name)
    {
        var index = _parsed.Value.Headers.IndexOf(name);
        return index < 0 ? null : _parsed.Value.Headers[index].Value;
    }

    /// <summary>All fields of that name in order, unfolded and decoded.</summary>
    public IEnumerable<string> Headers(string name) => _parsed.Value.Headers
        .Where(field => string.Equals(field.Field, name, StringComparison.OrdinalIgnoreCase))
        .Select(field => field.Value);
}
