using System.Buffers;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>
/// Writes a mail behind DATA: its octets as they are, dots doubled, and the final dot. What is small leaves in one write; of what is large the header is
/// copied, and the body is written from where it lies.
/// </summary>
internal sealed class RelayContent : IDisposable
{
    // As much as a large segment of TCP takes. A piece of a body that is copied must be small: it is read from memory twice.
    private const int Room = 16 * 1024;
    private const int Small = 4 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Room);
    private int _filled;
    private LineScanner _lines = new();

    private RelayContent(Stream stream) => _stream = stream;

    /// <exception cref="UnsendableException">A CR or an LF stands alone. The final dot was not written: the relay takes nothing.</exception>
    public static async ValueTask WriteAsync(Stream stream, OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var content = new RelayContent(stream);
        await content.AddAsync(mail.Header, cancellationToken);
        await content.AddAsync(LineEnd, cancellationToken);
        foreach (var segment in mail.Body)
            await content.AddAsync(segment, cancellationToken);
        await content.EndAsync(cancellationToken);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static ReadOnlyMemory<byte> LineEnd { get; } = "\r\n"u8.ToArray();

    private static ReadOnlyMemory<byte> Dot { get; } = "."u8.ToArray();

    private static ReadOnlyMemory<byte> End { get; } = ".\r\n"u8.ToArray();

    private async ValueTask AddAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        while (octets.Length > 0)
        {
            var asTheyAre = _lines.Next(octets.Span);
            if (asTheyAre == LineScanner.Bare)
                throw Unsendable();
            await PutAsync(octets[..asTheyAre], cancellationToken);
            octets = octets[asTheyAre..];
            if (octets.Length > 0)
                await PutAsync(Dot, cancellationToken);
        }
    }

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (_lines.IsCut)
            throw Unsendable();
        if (!_lines.IsAtLineStart)
            await PutAsync(LineEnd, cancellationToken);
        await PutAsync(End, cancellationToken);
        await FlushAsync(cancellationToken);
    }

    private ValueTask PutAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        if (octets.Length > _buffer.Length - _filled)
            return PutLargeAsync(octets, cancellationToken);
        octets.Span.CopyTo(_buffer.AsSpan(_filled));
        _filled += octets.Length;
        return ValueTask.CompletedTask;
    }

    private async ValueTask PutLargeAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        if (octets.Length <= Small)
            await PutAsync(octets, cancellationToken);
        else
            await _stream.WriteAsync(octets, cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_filled > 0)
            await _stream.WriteAsync(_buffer.AsMemory(0, _filled), cancellationToken);
        _filled = 0;
    }

    // RFC 3463 X.6.0: what comes in always has whole line ends, so this is our mistake, and a refusal is better than somebody else's second mail.
    private static UnsendableException Unsendable() =>
        new(new SmtpReply(554, "5.6.0", "The mail has a CR or LF that stands alone, which no mail server is sent"));
}
