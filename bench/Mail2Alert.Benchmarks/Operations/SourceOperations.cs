using Mail2Alert.Configuration.Sections;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Benchmarks.Operations;

/// <summary>A mail of 1 KB, from its bytes to its alert, with all built-in sources on.</summary>
internal sealed class SourceOperations
{
    private static readonly SourceDefinition[] BuiltIn = [.. BuiltInSources.All.Select(source => source.Definition)];

    private readonly ISource _auto = Auto();
    private readonly ISource _gocd = GoCdSource();

    /// <summary>GoCD's, by the source of its own, with the pipeline's group from the cache.</summary>
    public Task<int> GoCdAsync() => ReadAsync(_gocd, SampleMail.GoCd);

    /// <summary>Recognised by its subject, near the end of the list.</summary>
    public Task<int> SmartdAsync() => ReadAsync(_auto, SampleMail.Smartd);

    /// <summary>Recognised by subject and text.</summary>
    public Task<int> ZabbixAsync() => ReadAsync(_auto, SampleMail.Zabbix);

    /// <summary>Recognised by none: every word is looked at.</summary>
    public Task<int> UnknownAsync() => ReadAsync(_auto, SampleMail.Unknown);

    public static ISource Auto() => new ServiceCollection()
        .AddLogging()
        .AddAuto("auto", new Claim([], []), BuiltIn)
        .BuildServiceProvider()
        .GetRequiredService<ISource>();

    /// <summary>Its API is asked once.</summary>
    public static ISource GoCdSource() => new ServiceCollection()
        .AddLogging()
        .AddGoCd(new GoCdSettings { Name = "gocd", Claim = new Claim([], []), Url = new Uri("https://gocd.example.net/go") })
        .AddKeyedSingleton("gocd", new GoCdLookups(
            _ => Task.FromResult<Fetched<PipelineGroups>>(new Fetched<PipelineGroups>.Got(new PipelineGroups([new PipelineGroup("shop", ["webshop"])], isComplete: true))),
            _ => Task.FromResult<Fetched<StageHistory>>(new Fetched<StageHistory>.Got(StageHistory.Empty))))
        .BuildServiceProvider()
        .GetRequiredService<ISource>();

    private static async Task<int> ReadAsync(ISource source, byte[] mail) =>
        (await source.ReadAsync(SampleMail.Open(mail), CancellationToken.None)).Notes.Count;
}
