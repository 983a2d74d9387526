using System.IO.MemoryMappedFiles;

namespace Mail2Alert.Crash.Faults;

/// <summary>Our end of the file through which faults.c is told what to do.</summary>
internal sealed class FaultControl : IDisposable
{
    private const int Word = sizeof(long);
    private const int FaultAt = 0;
    private const int ClockAt = Word;
    private const int HitsAt = 2 * Word;
    private const int Size = 512;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public FaultControl(string path)
    {
        Path = path;
        File.WriteAllBytes(path, new byte[Size]);
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
        _view = _file.CreateViewAccessor(0, Size);
    }

    public string Path { get; }

    public void Begin(Fault fault) => _view.Write(FaultAt, (long)fault);

    public void End() => _view.Write(FaultAt, 0L);

    /// <summary>What the program's clock shows beyond the real one.</summary>
    public void SetClock(TimeSpan ahead) => _view.Write(ClockAt, (long)ahead.TotalSeconds);

    /// <summary>How often the program met it.</summary>
    public long Hits(Fault fault) => _view.ReadInt64(HitsAt + ((int)fault * Word));

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
