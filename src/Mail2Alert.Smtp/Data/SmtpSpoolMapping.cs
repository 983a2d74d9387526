using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Mail2Alert.Smtp.Data;

/// <summary>A file as memory, in windows because a <see cref="Memory{T}"/> ends at 2 GiB.</summary>
internal sealed unsafe class SmtpSpoolMapping : IDisposable
{
    private const int WindowLength = 1 << 30;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private volatile bool _disposed;

    public SmtpSpoolMapping(FileStream file, long length)
    {
        _file = MemoryMappedFile.CreateFromFile(file, null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Bytes = SequenceOf(start + _view.PointerOffset, length);
    }

    public ReadOnlySequence<byte> Bytes { get; }

    public void Dispose()
    {
        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private ReadOnlySequence<byte> SequenceOf(byte* start, long length)
    {
        var first = new Segment(new Window(this, start, (int)Math.Min(length, WindowLength)).Memory, null);
        var last = first;
        for (long at = WindowLength; at < length; at += WindowLength)
        {
            last = new Segment(new Window(this, start + at, (int)Math.Min(length - at, WindowLength)).Memory, last);
        }

        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                previous.Next = this;
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
            }
        }
    }

    private sealed class Window(SmtpSpoolMapping mapping, byte* start, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            ObjectDisposedException.ThrowIf(mapping._disposed, typeof(SmtpContent));
            return new(start, length);
        }

        // Mapped memory does not move.
        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
