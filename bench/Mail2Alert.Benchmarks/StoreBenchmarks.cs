using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Benchmarks;

/// <summary>The store in the temporary directory, one mail after the other: the disk's time, and what is allocated.</summary>
public class StoreBenchmarks
{
    private StoreOperations? _operations;

    [GlobalSetup]
    public async Task OpenAsync() => _operations = await StoreOperations.OpenAsync();

    [GlobalCleanup]
    public async Task CloseAsync() => await _operations!.DisposeAsync();

    [Benchmark]
    public Task<int> Keep() => _operations!.KeepAsync();

    /// <summary>With the decision and a delivery.</summary>
    [Benchmark]
    public Task<int> KeepDecided() => _operations!.KeepDecidedAsync();

    /// <summary>And that delivery taken, and recorded as done.</summary>
    [Benchmark]
    public Task<int> KeepAndDeliver() => _operations!.KeepAndDeliverAsync();
}
