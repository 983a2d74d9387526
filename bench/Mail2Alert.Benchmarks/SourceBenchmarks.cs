using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Benchmarks;

/// <summary>A mail of 1 KB, from its bytes to its alert, with all built-in sources on.</summary>
public class SourceBenchmarks
{
    private readonly SourceOperations _operations = new();
    private readonly MessageOperations _reading = new(SampleMail.Smartd);

    /// <summary>GoCD's, by the source of its own, with the pipeline's group from the cache.</summary>
    [Benchmark]
    public Task<int> GoCd() => _operations.GoCdAsync();

    /// <summary>Recognised by its subject, near the end of the list.</summary>
    [Benchmark]
    public Task<int> Smartd() => _operations.SmartdAsync();

    /// <summary>Recognised by subject and text.</summary>
    [Benchmark]
    public Task<int> Zabbix() => _operations.ZabbixAsync();

    /// <summary>Recognised by none: every word is looked at.</summary>
    [Benchmark]
    public Task<int> Unknown() => _operations.UnknownAsync();

    /// <summary>What of it is reading the mail, whatever source.</summary>
    [Benchmark(Baseline = true)]
    public int ParseOnly() => _reading.SubjectAndText();
}
