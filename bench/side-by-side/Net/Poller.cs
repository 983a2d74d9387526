using System.Runtime.InteropServices;

namespace Mail2Alert.SideBySide.Net;

/// <summary>Waits until one of many sockets can be read or written: epoll, level-triggered. One thread does all.</summary>
internal sealed unsafe class Poller : IDisposable
{
    public const uint Readable = 1;
    public const uint Writable = 4;

    private const int Most = 1024;
    private const int Adding = 1;
    private const int Changing = 3;

    // struct epoll_event is packed on x86-64, and there alone.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _poll = Libc.Checked(Libc.CreatePoll(0));
    private readonly byte* _happenings = (byte*)NativeMemory.AllocZeroed(Most * 16);

    /// <param name="file">What is waited for.</param>
    /// <param name="name">How it is called when it comes.</param>
    /// <param name="what"><see cref="Readable"/>, <see cref="Writable"/> or both.</param>
    public void Add(int file, int name, uint what = Readable) => Control(Adding, file, name, what);

    public void Change(int file, int name, uint what) => Control(Changing, file, name, what);

    /// <param name="nanoseconds">How long at most; below 0, until something happens.</param>
    /// <returns>How many are there.</returns>
    public int Wait(long nanoseconds)
    {
        var time = new Libc.Time { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
        return Math.Max(0, Libc.Wait(_poll, _happenings, Most, nanoseconds < 0 ? null : &time, null));
    }

    /// <summary>Of those that are there, the name of one.</summary>
    public int Name(int index) => *(int*)(_happenings + (index * Stride) + Stride - 8);

    public void Dispose()
    {
        _ = Libc.Close(_poll);
        NativeMemory.Free(_happenings);
    }

    private void Control(int operation, int file, int name, uint what)
    {
        var happening = stackalloc byte[16];
        *(uint*)happening = what;
        *(int*)(happening + Stride - 8) = name;
        Libc.Checked(Libc.ControlPoll(_poll, operation, file, happening));
    }
}
