using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Channels;

internal static class ChannelServices
{
    // A service that is there answers a connection at once; one that is not must not use up the time of a request.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // A service moves, and its name leads elsewhere.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds what every channel needs.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="letters">What the configuration says of what is said; null for nothing.</param>
    public static void AddChannelTools(this IServiceCollection services, LetterSettings? letters = null)
    {
        services.AddHttpClient(WebSender.Name).UseSocketsHttpHandler((handler, _) => Prepare(handler));
        services.AddHttpClient(WebSender.Name + WebSender.Unverified).UseSocketsHttpHandler((handler, _) =>
        {
            Prepare(handler);
#pragma warning disable CA5359 // The administrator asked for it, for this target alone: verify=no.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        });
        services.AddSingleton<WebSender>();
        services.AddSingleton(letters ?? LetterSettings.Default);
        services.AddSingleton<LetterWriter>();
        services.AddSingleton<ChannelTools>();
    }

    private static void Prepare(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = ConnectTimeout;
        handler.PooledConnectionLifetime = ConnectionLifetime;
    }
}
