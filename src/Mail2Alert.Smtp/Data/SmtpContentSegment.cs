using System.Buffers;

namespace Mail2Alert.Smtp.Data;

/// <summary>One rented array in the chain that makes up a message.</summary>
internal sealed class SmtpContentSegment : ReadOnlySequenceSegment<byte>
{
    private readonly byte[] _array;

    public SmtpContentSegment(int size, SmtpContentSegment? previous)
    {
        _array = ArrayPool<byte>.Shared.Rent(size);
        if (previous is not null)
        {
            previous.Next = this;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
        }
    }

    public SmtpContentSegment? Following => (SmtpContentSegment?)Next;

    public int Free => _array.Length - Memory.Length;

    public int Capacity => _array.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_array.AsSpan(Memory.Length));
        Memory = _array.AsMemory(0, Memory.Length + bytes.Length);
    }

    public void Return()
    {
        Memory = default;
        ArrayPool<byte>.Shared.Return(_array);
    }
}
