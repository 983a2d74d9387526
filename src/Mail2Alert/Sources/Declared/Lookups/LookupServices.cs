using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.Declared.Lookups;

internal static class LookupServices
{
    /// <summary>Adds what the lookups of a source ask.</summary>
    public static void AddLookups(this IServiceCollection services, string source, IReadOnlyList<LookupDefinition> lookups)
    {
        services.AddLookupGates();
        foreach (var lookup in lookups)
            services.AddLookupHttp(ClientName(source, lookup), http => Configure(http, lookup), lookup.Certificate);
        services.AddKeyedSingleton(source, (provider, _) => new AskedApis((lookup, address) =>
            new AddressFetch(CreateClient(provider, source, lookup), lookup, address).FetchAsync));
    }

    /// <summary>Those of a source; what they ask may have been replaced.</summary>
    public static MailLookups CreateLookups(this IServiceProvider provider, string source, IReadOnlyList<LookupDefinition> lookups)
    {
        var apis = provider.GetRequiredKeyedService<AskedApis>(source);
        return new([.. lookups.Select(lookup => new DeclaredLookup(lookup, CreateCache(provider, lookup.SettingsFor(source), address => apis.Open(lookup, address))))]);
    }

    private static LookupCache<string, FoundLabels> CreateCache(
        IServiceProvider provider, LookupSettings settings, Func<string, Func<CancellationToken, Task<Fetched<FoundLabels>>>> open)
    {
        var metrics = provider.GetRequiredService<LookupMetrics>();
        var cache = new LookupCache<string, FoundLabels>(
            settings, open, metrics, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DeclaredSource>>());
        metrics.Watch(settings, () => cache.Count);
        return cache;
    }

    private static ApiClient CreateClient(IServiceProvider provider, string source, LookupDefinition lookup) => new(
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName(source, lookup)),
        provider.GetRequiredService<LookupGates>().WithBreaker(lookup.Address.Server));

    private static void Configure(HttpClient http, LookupDefinition lookup)
    {
        LookupHttp.Configure(http, lookup.Login, lookup.Limits.MaxSize);
        foreach (var (name, value) in lookup.Headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value.Reveal());
    }

    private static string ClientName(string source, LookupDefinition lookup) => $"lookup {source} {lookup.Name}";
}

/// <summary>What the lookups of a source ask: APIs, or whatever stands in for them.</summary>
/// <param name="Open">What asks for an address of a lookup.</param>
internal sealed record AskedApis(Func<LookupDefinition, string, Func<CancellationToken, Task<Fetched<FoundLabels>>>> Open);
