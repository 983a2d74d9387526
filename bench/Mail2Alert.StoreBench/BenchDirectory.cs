namespace Mail2Alert.StoreBench;

/// <summary>Where a run keeps its files; gone with it.</summary>
internal sealed class BenchDirectory(string place) : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(place, $"mail2alert-bench-{Environment.ProcessId}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
