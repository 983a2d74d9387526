using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Benchmarks;

/// <summary>One alert through a thousand routes.</summary>
public class RouterBenchmarks
{
    private readonly RouteOperations _operations = new();

    [Benchmark]
    public int Route() => _operations.Route();

    /// <summary>With the sentences that the store keeps.</summary>
    [Benchmark]
    public int RouteAndExplain() => _operations.RouteAndExplain();
}
