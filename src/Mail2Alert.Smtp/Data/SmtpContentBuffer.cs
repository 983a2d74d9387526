using System.Buffers;
using System.Text;

namespace Mail2Alert.Smtp.Data;

/// <summary>
/// A message while it arrives and is answered. What does not fit, into the message's limit or the server's memory, is not kept, and neither
/// is what came before it. It has one owner, who disposes it; until then the memory counts as in flight.
/// </summary>
internal sealed class SmtpContentBuffer(SmtpMemoryBudget budget, long limit) : SmtpContent, IDisposable
{
    // Small mails take little; from 64 KiB on, segments stay below the large-object heap's 85,000 bytes.
    private const int SmallestSegment = 4 * 1024;
    private const int LargestSegment = 64 * 1024;

    private SmtpContentSegment? _first;
    private SmtpContentSegment? _last;
    private long _reserved;
    private long _length;
    private bool _hasEightBit;
    private bool _disposed;

    public SmtpContentFit Fit { get; private set; }

    public override long Length => _length;

    public override bool HasEightBit => _hasEightBit;

    public override ReadOnlySequence<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SmtpContent));
            return _first is null ? ReadOnlySequence<byte>.Empty : new(_first, 0, _last!, _last!.Memory.Length);
        }
    }

    public override Stream OpenRead() => new SmtpContentStream(this);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Fit != SmtpContentFit.Fits)
        {
            return;
        }

        if (bytes.Length > limit - _length)
        {
            Refuse(SmtpContentFit.TooLarge);
            return;
        }

        _length += bytes.Length;
        _hasEightBit = _hasEightBit || !Ascii.IsValid(bytes);
        Store(bytes);
    }

    public void Dispose()
    {
        _disposed = true;
        Release();
    }

    private void Store(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_last is not { Free: > 0 } && !TryGrow())
            {
                Refuse(SmtpContentFit.OutOfMemory);
                return;
            }

            var part = Math.Min(bytes.Length, _last!.Free);
            _last.Append(bytes[..part]);
            bytes = bytes[part..];
        }
    }

    private bool TryGrow()
    {
        var size = _last is null ? SmallestSegment : Math.Min(_last.Capacity * 2, LargestSegment);
        if (!budget.TryReserve(size))
        {
            return false;
        }

        _reserved += size;
        _last = new SmtpContentSegment(size, _last);
        _first ??= _last;
        return true;
    }

    private void Refuse(SmtpContentFit fit)
    {
        Fit = fit;
        Release();
    }

    private void Release()
    {
        for (var segment = _first; segment is not null; segment = segment.Following)
        {
            segment.Return();
        }

        (_first, _last) = (null, null);
        budget.Release(_reserved);
        _reserved = 0;
    }
}
