using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Benchmarks;

/// <summary>A mail of GoCD from its bytes to what is kept and owed, by 21 routes.</summary>
public class DecisionBenchmarks
{
    private readonly DecisionOperations _operations = new();

    /// <summary>Until it is known who is told.</summary>
    [Benchmark]
    public Task<int> Decide() => _operations.DecideAsync();

    /// <summary>And how the store keeps that.</summary>
    [Benchmark]
    public Task<int> DecideAndPlan() => _operations.DecideAndPlanAsync();
}
