using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations.Smtp;

namespace Mail2Alert.Benchmarks;

/// <summary>The data behind DATA up to its end, in memory.</summary>
public class DataBenchmarks
{
    private DataOperations? _operations;

    /// <summary>How much.</summary>
    [Params(1024, 10 * 1024, 1024 * 1024)]
    public int Octets { get; set; }

    [GlobalSetup]
    public void Open() => _operations = DataOperations.Of(Octets);

    [GlobalCleanup]
    public async Task CloseAsync() => await _operations!.DisposeAsync();

    [Benchmark]
    public Task<long> Read() => _operations!.ReadAsync();
}
