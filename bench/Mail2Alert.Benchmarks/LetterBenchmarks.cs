using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Benchmarks;

/// <summary>What a chat is told of an alert.</summary>
public class LetterBenchmarks
{
    private readonly LetterOperations _operations = new();

    [Benchmark(Baseline = true)]
    public int Usual() => _operations.Usual();

    /// <summary>By templates of one's own.</summary>
    [Benchmark]
    public int Own() => _operations.Own();

    /// <summary>Three times as long as the chat takes.</summary>
    [Benchmark]
    public int Cut() => _operations.Cut();
}
