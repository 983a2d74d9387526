using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.Smtp.Tls;

/// <summary>One handshake's questions: which certificate we show, and what the client's is worth.</summary>
internal sealed class SmtpTlsNegotiation(SmtpTlsOptions options)
{
    // The lowest that RFC 8996 leaves.
#pragma warning disable CA5398 // The versions are the promise of this class; a newer one is added when .NET has it.
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;
#pragma warning restore CA5398

    // id-kp-clientAuth (RFC 5280 §4.2.1.12).
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>What the client asked for.</summary>
    public string? ServerName { get; private set; }

    public SmtpClientCertificate? ClientCertificate { get; private set; }

    /// <summary>What we show.</summary>
    public X509Certificate2? ServerCertificate { get; private set; }

    /// <summary>What we know of a handshake's failure without asking the TLS library; null when that is nothing.</summary>
    public SmtpTlsFailure? Failure { get; private set; }

    public ValueTask<SslServerAuthenticationOptions> Select(
        SslStream stream, SslClientHelloInfo hello, object? state, CancellationToken cancellationToken)
    {
        ServerName = hello.ServerName.Length == 0 ? null : hello.ServerName;
        Failure = hello.SslProtocols != SslProtocols.None && (hello.SslProtocols & Versions) == 0 ? SmtpTlsFailure.OldVersion : null;
        var certificate = options.SelectCertificate(ServerName) ?? throw NoCertificate();
        ServerCertificate = certificate.TargetCertificate;
        return new(Answer(certificate));
    }

    private AuthenticationException NoCertificate()
    {
        Failure ??= SmtpTlsFailure.NoCertificate;
        return new AuthenticationException("There is no certificate for this name.");
    }

    // A resumed session shows no certificate again, and one that another listener began might never have had one.
    private SslServerAuthenticationOptions Answer(SslStreamCertificateContext certificate) => new()
    {
        ServerCertificateContext = certificate,
        EnabledSslProtocols = Versions,
        AllowRenegotiation = false,
        AllowTlsResume = !AsksClient,
        ClientCertificateRequired = AsksClient,
        CertificateChainPolicy = AsksClient ? Policy() : null,
        RemoteCertificateValidationCallback = AsksClient ? Judge : null,
    };

    private bool AsksClient => options.ClientCertificates != SmtpClientCertificates.None;

    // Nothing is downloaded: a stranger's certificate must not choose whom we call.
    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(ClientAuthentication);
        if (options.ClientCertificateRoots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var isTrusted = errors == SslPolicyErrors.None;
        ClientCertificate = certificate is null ? null : new SmtpClientCertificate(certificate.Subject, isTrusted);
        var isEnough = isTrusted || options.ClientCertificates == SmtpClientCertificates.Requested;
        Failure = isEnough ? null : SmtpTlsFailure.ClientCertificate;
        return isEnough;
    }
}
