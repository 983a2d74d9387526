using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>
/// MimeKit's parser, stopped where its time or memory would grow faster than the mail: it sees the mail end there, and what it read so far stays.
/// </summary>
/// <remarks>
/// The one called experimental tells where each header begins, and reads a field of many lines in a time that grows with its length; the other
/// takes the square of it.
/// </remarks>
internal sealed class BoundedParser(MeteredStream mail) : ExperimentalMimeParser(Nesting, mail, MimeFormat.Entity, persistent: true)
{
    // As Dovecot. Each part costs a kilobyte, however small it is.
    private const int MaxParts = 10_000;

    // MimeKit's time for a file's name grows with the square of its length: 82 s were measured for one of a megabyte.
    private const int MaxPartHeader = 16 * 1024;
    private const int MaxPartHeaders = 256 * 1024;
    private const int EmptyLines = 4;

    // A mail of nothing but nested multiparts must not exhaust the stack; Postfix stops at a depth of 100.
    private static readonly ParserOptions Nesting = new() { MaxMimeDepth = 100 };

    private int _headers;
    private long _inHeaders;
    private long _begin;

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        // The first is the mail's own.
        mail.End = _headers++ == 0 ? ReadablePart.MaxHeader + EmptyLines
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
            mail.End = long.MaxValue;
        base.OnHeadersEnd(beginOffset, beginLineNumber, endOffset, endLineNumber, cancellationToken);
    }
}
