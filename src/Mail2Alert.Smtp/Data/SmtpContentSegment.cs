using System.Buffers;

namespace Mail2Alert.Smtp.Data;

/// <summary>One rented array in the chain that makes up a message.</summary>
internal sealed class SmtpContentSegment : ReadOnlySequenceSegment<byte>
{
    /// <summary>Octets.</summary>
    public const int Largest = 256 * 1024;

    // The shared pool keeps too few large arrays for many large mails at once. This one keeps 16 MiB of the largest at the most, when there were as many.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(Largest, maxArraysPerBucket: 64);

    private readonly byte[] _array;

    public SmtpContentSegment(int size, SmtpContentSegment? previous)
    {
        _array = Pool.Rent(size);
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
        Pool.Return(_array);
    }
}
