using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>
/// MimeKit's parser, stopped where its time or memory would grow faster than the mail: it sees the mail end there, and what it read so far stays.
/// </summary>
/// <remarks>
/// The one called experimental tells where each header begins, and reads a field of many lines in a time that grows with its length; the other
/// takes the square of it.
/// </remarks>
internal sealed class BoundedParser : ExperimentalMimeParser
{
    // As Dovecot. Each part costs a kilobyte, however small it is.
    private const int MaxParts = 10_000;

    // MimeKit's time for a file's name grows with the square of its length: 82 s were measured for one of a megabyte.
    private const int MaxPartHeader = 16 * 1024;
    private const int MaxPartHeaders = 256 * 1024;
    private const int EmptyLines = 4;

    // A mail of nothing but nested multiparts must not exhaust the stack; Postfix stops at a depth of 100.
    private static readonly ParserOptions Nesting = new() { MaxMimeDepth = 100 };

    // Its buffers grow with the longest field of a mail; what a large one made them is not kept.
    private const int LargestBeforeReuse = 64 * 1024;

    private static readonly MeteredStream Nothing = new(Stream.Null);

    // A parser's buffers are a quarter of what reading a small mail allocates. The last one of a thread waits for its next mail.
    [ThreadStatic]
    private static BoundedParser? _spare;

    private MeteredStream _mail;
    private int _headers;
    private long _inHeaders;
    private long _begin;

    private BoundedParser(MeteredStream mail)
        : base(Nesting, mail, MimeFormat.Entity, persistent: true) => _mail = mail;

    /// <exception cref="FormatException">MimeKit sees no mail.</exception>
    public static MimeMessage Parse(MeteredStream mail)
    {
        var parser = _spare?.For(mail) ?? new BoundedParser(mail);
        _spare = null;
        var message = parser.ParseMessage();
        // One that threw is not used again.
        if (mail.Length <= LargestBeforeReuse)
            _spare = parser.For(Nothing);
        return message;
    }

    private BoundedParser For(MeteredStream mail)
    {
        SetStream(mail, MimeFormat.Entity, persistent: true);
        (_mail, _headers, _inHeaders, _begin) = (mail, 0, 0, 0);
        return this;
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        // The first is the mail's own.
        _mail.End = _headers++ == 0 ? ReadablePart.MaxHeader + EmptyLines
            : _headers > MaxParts ? 0
            : beginOffset + Math.Min(MaxPartHeader, MaxPartHeaders - _inHeaders);
        _begin = beginOffset;
        base.OnHeadersBegin(beginOffset, beginLineNumber, cancellationToken);
    }

    protected override void OnHeadersEnd(
        long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken)
    {
        _inHeaders += _headers > 1 ? endOffset - _begin : 0;
        if (_headers <= MaxParts)
            _mail.End = long.MaxValue;
        base.OnHeadersEnd(beginOffset, beginLineNumber, endOffset, endLineNumber, cancellationToken);
    }
}
