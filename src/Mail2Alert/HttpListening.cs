using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mail2Alert.Configuration;
using Mail2Alert.Smtp.Tls;
using Mail2Alert.Web.Posting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert;

/// <summary>Listeners on which mail is posted by HTTP. What operators ask is not answered there.</summary>
internal sealed class HttpListening(Mail2AlertConfiguration configuration)
{
    private readonly PostConnections _connections = new(configuration.Limits.Connections, configuration.Limits.ConnectionsPerAddress);

    public void Use(ListenOptions listen, ListenerSettings listener)
    {
        // One request after the other: a connection takes no more than its share.
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(_connections.Before);
        if (configuration.Tls is { } tls && listener.Rules.IsEncrypted)
            listen.UseHttps(Secured(tls, listen.ApplicationServices.GetRequiredService<SmtpCertificates>()));
        var door = new PostDoor(new ConnectionBuilder(listen.ApplicationServices).UseSmtp(listener.Smtp).Build(), configuration.Proxies.Hold);
        listen.Use(next => connection =>
        {
            connection.Features.Set(door);
            return next(connection);
        });
    }

    public static void Map(WebApplication server) =>
        server.MapWhen(context => context.Features.Get<PostDoor>() is not null, posting => posting.Run(MailPosting.AnswerAsync));

    // As the SMTP server does it: the same certificates, and the same demand on clients.
    private TlsHandshakeCallbackOptions Secured(TlsSettings tls, SmtpCertificates certificates) => new()
    {
        HandshakeTimeout = configuration.Limits.HandshakeTimeout,
        OnConnection = hello => new ValueTask<SslServerAuthenticationOptions>(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificates.Select(hello.ClientHelloInfo.ServerName is { Length: > 0 } name ? name : null),
#pragma warning disable CA5398 // The versions that the SMTP server has: the lowest that RFC 8996 leaves, and the one above.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
            AllowTlsResume = tls.ClientRoots is null,
            ClientCertificateRequired = tls.ClientRoots is not null,
            CertificateChainPolicy = tls.ClientRoots is { } roots ? Policy(roots) : null,
        }),
    };

    private static X509ChainPolicy Policy(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
