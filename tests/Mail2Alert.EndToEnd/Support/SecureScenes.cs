namespace Mail2Alert.EndToEnd.Support;

/// <summary>
/// The program with a certificate, which takes mail only from who logs in: once behind STARTTLS and once with TLS from the first byte. The
/// tests of a class share both, so each knows its mail by the subject.
/// </summary>
public sealed class SecureScenes : IAsyncLifetime
{
    internal const string User = "nas";
    internal const string Password = "secret";
    internal const string LoginOnly = $"networks: 192.0.2.1\nusers: {{ {User}: {Password} }}";

    private readonly TemporaryDirectory _directory = new();
    private Scene? _startTls;
    private Scene? _implicit;

    /// <summary>The certificate to be trusted.</summary>
    internal string Certificate => Path.Combine(_directory.Path, "tls.crt");

    internal int StartTlsPort => _startTls!.Program.Port;

    internal int ImplicitPort => _implicit!.Program.Port;

    internal int Port(bool isImplicit) => isImplicit ? ImplicitPort : StartTlsPort;

    public async ValueTask InitializeAsync()
    {
        var tls = WriteCertificate(_directory);
        _startTls = await Scene.StartAsync(more: $"tls: {{ {tls} }}\n{LoginOnly}");
        _implicit = await Scene.StartAsync(more: $"tls: {{ {tls} }}\n{LoginOnly}", scheme: "smtps");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scene in (Scene?[])[_startTls, _implicit])
        {
            if (scene is not null)
                await scene.DisposeAsync();
        }
        _directory.Dispose();
    }

    /// <summary>The mails with that subject that were passed on.</summary>
    internal RelayedMail[] Mails(string subject) =>
        [.. _startTls!.Relay.Mails.Concat(_implicit!.Relay.Mails).Where(mail => mail.Field("Subject") == subject)];

    /// <summary>Writes a certificate with its key; returns the keys of <c>tls</c> that name them.</summary>
    internal static string WriteCertificate(TemporaryDirectory directory)
    {
        var (file, key) = OwnCertificate.Write(directory);
        return $"certificate: {file}, key: {key}";
    }
}
