using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Mail2Alert.Intake;

/// <summary>
/// The memory that connections read into. Kestrel's own blocks have 4 KiB, so that a mail of a megabyte takes 256 system calls; of these it takes 64.
/// An idle connection holds none.
/// </summary>
internal sealed class ReceiveBuffers : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private const int BlockSize = 16 * 1024;

        // What is not in use and stays all the same: 16 MiB.
        private const int MostFree = 1024;

        private readonly ConcurrentQueue<Block> _free = new();
        private int _count;

        public override int MaxBufferSize => BlockSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
            if (!_free.TryDequeue(out var block))
                return new Block(this);
            Interlocked.Decrement(ref _count);
            return block;
        }

        protected override void Dispose(bool disposing) => _free.Clear();

        private void Return(Block block)
        {
            if (Interlocked.Increment(ref _count) <= MostFree)
                _free.Enqueue(block);
            else
                Interlocked.Decrement(ref _count);
        }

        private sealed class Block(Pool pool) : IMemoryOwner<byte>
        {
            // Pinned for good, since the system writes into it.
            private readonly byte[] _array = GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true);

            public Memory<byte> Memory => _array;

            public void Dispose() => pool.Return(this);
        }
    }
}
