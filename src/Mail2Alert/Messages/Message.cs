using System.Buffers;
using Mail2Alert.Messages.Html;
using Mail2Alert.Smtp;
using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>A mail: its envelope, its raw bytes, and what reading them once gives. Reading never throws, however ugly the mail.</summary>
internal sealed class Message(SmtpMessage mail)
{
    // What the header and the first lines of any mail but a strange one fit into.
    private const int Beginning = 32 * 1024;

    private readonly Trouble _trouble = new();
    private Message? _beginning;
    private MimeMessage? _parsed;
    private TextOfPart? _texts;
    private string? _subject;
    private string? _text;
    private (string? Html, bool IsRead) _html;
    private IReadOnlyList<HtmlTable>? _tables;
    private IReadOnlyList<Attachment>? _attachments;
    private IReadOnlyList<string>? _files;
    private IReadOnlyList<HeaderField>? _fields;
    private MessageKind? _kind;

    public string Id => mail.Id;

    public DateTimeOffset ReceivedAt => mail.ReceivedAt;

    public SmtpEnvelope Envelope => mail.Envelope;

    /// <summary>Whence it was fetched; null for a mail that was sent to us, and for one that is read back.</summary>
    public Arrival? Arrival { get; init; }

    /// <summary>
    /// True when no part of it may be handed on as it came: it was fetched where it had been delivered, and might come back there for ever.
    /// </summary>
    public bool Stays { get; init; }

    /// <summary>The bytes as they arrived. Valid until the mail was acknowledged.</summary>
    public ReadOnlySequence<byte> Raw => mail.Content.Bytes;

    public long Length => mail.Content.Length;

    public bool HasEightBit => mail.Content.HasEightBit;

    /// <summary>True when the bytes are not lines, and must become lines before a mail server can be sent them.</summary>
    public bool IsBinary => Envelope.Parameters.Body == SmtpBody.Binary;

    /// <summary>Unfolded and decoded; empty when there is none.</summary>
    public string Subject => _subject ??= Header("Subject") ?? "";

    /// <summary>The From field, decoded; null when there is none.</summary>
    public string? From => Header("From");

    public string? MessageId => Header("Message-ID");

    /// <summary>The names of the files in it, attached or shown inline, as their sender calls them.</summary>
    public IReadOnlyList<string> Files => _files ??= Read(() => MessageReader.Files(Parsed), []);

    /// <summary>What comes with its text: files, pictures, other mails.</summary>
    public IReadOnlyList<Attachment> Attachments => _attachments ??= Read(() => new Attachments(Texts, _trouble).Read(Parsed.Body), []);

    /// <summary>The body as plain text, lines ending in LF; empty when there is none.</summary>
    public string Text => _text ??= Read(() => new MessageText(Texts, _trouble).Read(Parsed.Body), "");

    /// <summary>What <see cref="Text"/> begins with, for who wants no more than its first lines: of a large mail the rest is not even parsed.</summary>
    public string Opening => First.Text;

    /// <summary>Its HTML as it is written; null when it has none.</summary>
    public string? Html => (_html = _html.IsRead ? _html : (Read(HtmlOfBody, null), true)).Html;

    /// <summary>The tables of its HTML that hold data, in the order in which they begin.</summary>
    public IReadOnlyList<HtmlTable> Tables => _tables ??= Html is { } html ? Read(() => TableReader.Read(html), []) : [];

    public MessageKind Kind => _kind ??= Read(() => MessageKinds.Of(Parsed, Header), MessageKind.Ordinary);

    /// <summary>
    /// What was wrong with it, in sentences for people; null when there is nothing to say. It was read all the same. Of a large mail it is what was met so far.
    /// </summary>
    public string? Trouble
    {
        get
        {
            if (!IsLarge)
                _ = (Text, Html);
            return _trouble.Told;
        }
    }

    private bool IsLarge => Length > Beginning;

    // The mail as far as its first lines; the mail itself where it is small, or where its header is not.
    private Message First => _beginning ??= IsLarge && new SequenceReader<byte>(Raw.Slice(0, Beginning)).TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8)
        ? new Message(new SmtpMessage(Id, ReceivedAt, Envelope, new OwnContent(Raw.Slice(0, Beginning).ToArray(), HasEightBit)))
        : this;

    private HeaderList Head => (_parsed ?? First.Parsed).Headers;

    private MimeMessage Parsed => _parsed ??= MessageReader.Parse(mail.Content, _trouble);

    private TextOfPart Texts => _texts ??= new TextOfPart(_trouble);

    /// <summary>The mail in lines that end in CR LF; null when a binary one cannot be written so, which is tried anew at each call.</summary>
    public ReadOnlySequence<byte>? Lines() =>
        !IsBinary ? Raw
        : MessageReader.TryParseWhole(mail.Content) is { } binary ? BinaryMail.ToLines(binary)
        : null;

    /// <summary>The first field of that name, unfolded and decoded; null when there is none.</summary>
    public string? Header(string name) => Read(
        () =>
        {
            var index = Head.IndexOf(name);
            return index < 0 ? null : EncodedWords.Decode(Head[index].RawValue);
        },
        null);

    /// <summary>All fields of that name in order, unfolded and decoded.</summary>
    public IEnumerable<string> Headers(string name) => Read<IReadOnlyList<string>>(
        () =>
        [
            .. from field in Head
               where string.Equals(field.Field, name, StringComparison.OrdinalIgnoreCase)
               select EncodedWords.Decode(field.RawValue),
        ],
        []);

    /// <summary>All fields of the header in order: the name, what it says, and what stands behind the colon as it is written.</summary>
    public IReadOnlyList<HeaderField> Fields => _fields ??= Read<IReadOnlyList<HeaderField>>(
        () => [.. Head.Select(header => new HeaderField(header.Field, EncodedWords.Decode(header.RawValue), header.RawValue))], []);

    private string? HtmlOfBody() =>
        TextParts.First(Parsed.Body, text => text.IsHtml && TextParts.IsShown(text)) is { } part ? Texts.Written(part) : null;

    private T Read<T>(Func<T> read, T otherwise) => Forgiving.Read(read, otherwise, _trouble);
}
