using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.GoCd;

internal static class GoCdServices
{
    /// <summary>Adds one <c>gocd</c> source. Sources claim mail in the order in which they were added.</summary>
    public static IServiceCollection AddGoCd(this IServiceCollection services, GoCdSettings settings)
    {
        services.AddLookupGates();
        services.AddLookupHttp(ClientName(settings), http => Configure(http, settings));
        services.AddKeyedSingleton(settings.Name, (provider, _) => GoCdLookups.WhenAsked(() => GoCdLookups.Of(CreateClient(provider, settings), settings.Name)));
        return services.AddSingleton<ISource>(provider => new GoCdSource(
            settings,
            settings.Url is null ? null : provider.GetRequiredKeyedService<GoCdLookups>(settings.Name),
            provider.GetRequiredService<LookupMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GoCdSource>>()));
    }

    private static GoCdClient CreateClient(IServiceProvider provider, GoCdSettings settings) => new(
        new ApiClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName(settings)),
            provider.GetRequiredService<LookupGates>().WithoutBreaker(settings.Url!)),
        settings.Url!,
        settings.Name);

    /// <summary>Base address, login and limits of a client for this server.</summary>
    public static void Configure(HttpClient http, GoCdSettings settings)
    {
        http.BaseAddress = settings.Url is { } url ? new Uri(GoCdLinks.Base(url) + "/") : null;
        LookupHttp.Configure(http, settings.Login, settings.MaxLookupSize);
    }

    private static string ClientName(GoCdSettings settings) => $"gocd {settings.Name}";
}
