using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;

namespace Mail2Alert.Sources.GoCd;

internal static class GoCdServices
{
    /// <summary>Adds one <c>gocd</c> source. Sources claim mail in the order in which they were added.</summary>
    public static IServiceCollection AddGoCd(this IServiceCollection services, GoCdSettings settings)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LookupMetrics>();
        services.AddGoCdHttp(settings);
        services.AddKeyedSingleton(settings.Name, (provider, _) => GoCdLookups.Of(CreateClient(provider, settings), settings.Name));
        return services.AddSingleton<ISource>(provider => new GoCdSource(
            settings,
            settings.Url is null ? null : provider.GetRequiredKeyedService<GoCdLookups>(settings.Name),
            provider.GetRequiredService<LookupMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GoCdSource>>()));
    }

    private static GoCdClient CreateClient(IServiceProvider provider, GoCdSettings settings) =>
        new(provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName(settings)), settings.Name);

    // The time limit is the lookup's own, and covers all attempts.
    private static void AddGoCdHttp(this IServiceCollection services, GoCdSettings settings) => services
        .AddHttpClient(ClientName(settings), http => Configure(http, settings))
        .ConfigurePrimaryHttpMessageHandler(CreateHandler)
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers()
        .AddResilienceHandler("retry", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = false,
        }));

    /// <summary>Base address, login and limits of a client for this server.</summary>
    public static void Configure(HttpClient http, GoCdSettings settings)
    {
        http.BaseAddress = settings.Url is { } url ? new Uri(GoCdLinks.Base(url) + "/") : null;
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.MaxResponseContentBufferSize = settings.MaxLookupSize;
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Mail2Alert");
        http.DefaultRequestHeaders.Authorization = settings.Login switch
        {
            GoCdLogin.Bearer login => new AuthenticationHeaderValue("Bearer", login.Token.Reveal()),
            GoCdLogin.Basic login => new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password.Reveal()}"))),
            _ => null,
        };
    }

    // A cookie would log us in by an older session; a redirect would lose the login, or take it elsewhere.
    private static SocketsHttpHandler CreateHandler() => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static string ClientName(GoCdSettings settings) => $"gocd {settings.Name}";
}
