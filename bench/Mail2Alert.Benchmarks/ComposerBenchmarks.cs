using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Benchmarks;

/// <summary>A mail of 1 KB as it goes to the relay.</summary>
public class ComposerBenchmarks
{
    private readonly MailComposerOperations _operations = new();

    /// <summary>To one of two who are told.</summary>
    [Benchmark]
    public int Redirected() => _operations.Redirected();

    /// <summary>As it came.</summary>
    [Benchmark]
    public int Forwarded() => _operations.Forwarded();
}
