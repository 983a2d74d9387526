using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Mail2Alert.Benchmarks;

// dotnet run -c Release --project bench/Mail2Alert.Benchmarks -- --filter '*Router*'
// In this process: one that is generated would have to be built by the rules of this repository.
BenchmarkSwitcher.FromAssembly(typeof(RouterBenchmarks).Assembly).Run(
    args,
    DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default));
