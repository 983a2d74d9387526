using System.Buffers;
using System.Text;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Data;

/// <summary>
/// A message while it arrives and is answered: a small one in memory, a large one in a file. What does not fit, into the message's limit, the
/// server's memory or its disk, is not kept, and neither is what came before it. It has one owner, who disposes it; until then the memory
/// and the disk space count as in flight.
/// </summary>
internal sealed class SmtpContentBuffer(SmtpByteBudget memory, SmtpSpool spool, long limit) : SmtpContent, IDisposable
{
    // Small mails take little, large ones few pieces.
    private const int SmallestSegment = 4 * 1024;
    private const int LargestSegment = SmtpContentSegment.Largest;

    // What a mail on its way to a file has in memory.
    private const int Piece = 64 * 1024;

    private SmtpContentSegment? _first;
    private SmtpContentSegment? _last;
    private SmtpSpoolFile? _file;
    private long _reserved;
    private long _length;
    private bool _hasEightBit;
    private SmtpLineWatch _lines;
    private bool _disposed;

    public SmtpContentFit Fit { get; private set; }

    public SmtpDataResult Result => Fit switch
    {
        SmtpContentFit.Fits => SmtpDataResult.Complete,
        SmtpContentFit.TooLarge => SmtpDataResult.TooLarge,
        SmtpContentFit.OutOfMemory => SmtpDataResult.OutOfMemory,
        SmtpContentFit.OutOfDisk => SmtpDataResult.OutOfDisk,
    };

    /// <summary>The rules that the content breaks by itself.</summary>
    public SmtpViolations Violations { get; private set; }

    public override long Length => _length;

    public override bool HasEightBit => _hasEightBit;

    public override ReadOnlySequence<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SmtpContent));
            return _file is not null ? _file.Bytes
                : _first is null ? ReadOnlySequence<byte>.Empty
                : new(_first, 0, _last!, _last!.Memory.Length);
        }
    }

    private bool IsLarge => spool.Takes(_length, memory);

    public override Stream OpenRead()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SmtpContent));
        return _file is null ? new SmtpContentStream(this) : _file.OpenRead();
    }

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
        Inspect(bytes);
        Store(bytes);
    }

    /// <summary>The end of a line that was sent as CR or LF alone.</summary>
    public void AppendForStrayLineEnd()
    {
        Violations |= SmtpViolations.StrayLineEnd;
        Append("\r\n"u8);
    }

    /// <summary>Called between reads: what is too much for memory moves to the file.</summary>
    public ValueTask SpoolAsync() => IsLarge && _reserved >= Piece ? MoveToFileAsync() : default;

    /// <summary>Called once, behind the last octet.</summary>
    public ValueTask CompleteAsync() => IsLarge ? MoveToFileAsync() : default;

    public void Dispose()
    {
        _disposed = true;
        Release();
    }

    private void Inspect(ReadOnlySpan<byte> bytes)
    {
        if ((Violations & SmtpViolations.Nul) == 0 && bytes.Contains((byte)0))
        {
            Violations |= SmtpViolations.Nul;
        }

        if ((Violations & SmtpViolations.LongLine) == 0 && _lines.FindsLongLine(bytes))
        {
            Violations |= SmtpViolations.LongLine;
        }
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
        var size = _file is not null ? Piece
            : _last is null ? SmallestSegment
            : Math.Min(_last.Capacity * 2, LargestSegment);
        if (!memory.TryReserve(size))
        {
            return false;
        }

        _reserved += size;
        _last = new SmtpContentSegment(size, _last);
        _first ??= _last;
        return true;
    }

    private async ValueTask MoveToFileAsync()
    {
        try
        {
            await WriteAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            spool.Failed(exception);
            Refuse(SmtpContentFit.OutOfDisk);
        }
    }

    private async ValueTask WriteAsync()
    {
        for (var segment = _first; segment is not null; segment = segment.Following)
        {
            _file ??= spool.Open();
            if (!await _file.TryWriteAsync(segment.Memory).ConfigureAwait(false))
            {
                Refuse(SmtpContentFit.OutOfDisk);
                return;
            }
        }

        ReleaseMemory();
    }

    private void Refuse(SmtpContentFit fit)
    {
        Fit = fit;
        Release();
    }

    private void Release()
    {
        _file?.Dispose();
        ReleaseMemory();
    }

    private void ReleaseMemory()
    {
        for (var segment = _first; segment is not null; segment = segment.Following)
        {
            segment.Return();
        }

        (_first, _last) = (null, null);
        memory.Release(_reserved);
        _reserved = 0;
    }
}
