using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations.Smtp;

namespace Mail2Alert.Benchmarks;

/// <summary>The SMTP commands of one mail.</summary>
public class CommandBenchmarks
{
    private readonly CommandOperations _operations = new();

    /// <summary>Four lines to their verbs and arguments.</summary>
    [Benchmark]
    public int Split() => _operations.Split();

    /// <summary>MAIL FROM with its address and parameters.</summary>
    [Benchmark]
    public int Mail() => _operations.Mail();

    /// <summary>RCPT TO with its address.</summary>
    [Benchmark]
    public int Recipient() => _operations.Recipient();

    /// <summary>The reply that names the mail.</summary>
    [Benchmark]
    public int Reply() => _operations.Reply();
}
