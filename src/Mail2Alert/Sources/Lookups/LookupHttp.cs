using System.Net;
using Mail2Alert.Smtp.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Mail2Alert.Sources.Lookups;

/// <summary>The HTTP clients of lookups.</summary>
internal static class LookupHttp
{
    /// <summary>Adds one.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">Its name in the factory.</param>
    /// <param name="configure">Login and limits.</param>
    /// <param name="certificate">What we show a server that asks who we are; null for nothing.</param>
    public static void AddLookupHttp(
        this IServiceCollection services, string name, Action<HttpClient> configure, SmtpCertificatePaths? certificate = null) => services
        .AddHttpClient(name, configure)
        .ConfigurePrimaryHttpMessageHandler(() => CreateHandler(certificate))
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

    /// <summary>Adds what stands before each server, with as many calls at once as is usual unless that was added before.</summary>
    public static void AddLookupGates(this IServiceCollection services, int? atOnce = null)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LookupMetrics>();
        services.TryAddSingleton(provider => new LookupGates(
            atOnce ?? LookupGates.DefaultAtOnce, provider.GetRequiredService<LookupMetrics>(), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>What all have. The time limit is the lookup's own, and covers all attempts.</summary>
    public static void Configure(HttpClient http, ApiLogin? login, long largest)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.MaxResponseContentBufferSize = Math.Min(largest, int.MaxValue);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Mail2Alert");
        http.DefaultRequestHeaders.Authorization = login?.ToHeader();
    }

    // A cookie would log us in by an older session; a redirect would lose the login, or take it elsewhere, and may lead inside a network that
    // only we can reach.
    private static SocketsHttpHandler CreateHandler(SmtpCertificatePaths? certificate) => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = certificate is null ? new() : new()
        {
            // Read again for each handshake, so that one that was renewed is in use without a restart.
            LocalCertificateSelectionCallback = (_, _, _, _, _) => SmtpCertificate.Load(certificate).Leaf,
        },
    };
}
