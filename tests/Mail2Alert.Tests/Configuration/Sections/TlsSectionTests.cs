
namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class TlsSectionTests : IDisposable
{
    private readonly TestCertificate _certificate = new("mail.example.com");

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public void A_certificate_and_its_key_are_offered_and_may_be_required()
    {
        var tls = Loaded.Valid($"tls: {{ certificate: {_certificate.File}, key: {_certificate.Key}, required: true }}").Tls!;

        tls.Certificates.Single().Certificate.ShouldBe(_certificate.File);
        tls.ClientRoots.ShouldBeNull();
        tls.IsRequired.ShouldBeTrue();
    }

    [Fact]
    public void Other_names_have_certificates_of_their_own_and_clients_may_need_one()
    {
        using var other = new TestCertificate("alerts.example.org");

        var tls = Loaded.Valid($"""
            tls:
              certificate: {_certificate.File}
              key: {_certificate.Key}
              others: [ {"{"} certificate: {other.File}, key: {other.Key} {"}"} ]
              client-ca: {other.File}
            """).Tls!;

        tls.Certificates.Select(paths => paths.Certificate).ShouldBe([_certificate.File, other.File]);
        tls.ClientRoots!.Single().Subject.ShouldBe("CN=alerts.example.org");
    }

    [Fact]
    public void Clients_cannot_be_held_to_a_file_without_certificates() =>
        Loaded.Problems($"tls: {{ certificate: {_certificate.File}, key: {_certificate.Key}, client-ca: {_certificate.Key} }}").Single()
            .ShouldEndWith("error: 'client-ca' holds no certificate in PEM");

    [Fact]
    public void A_listener_may_begin_with_the_handshake()
    {
        var tls = $"tls: {{ certificate: {_certificate.File}, key: {_certificate.Key} }}";
        var listeners = Loaded.Valid($"{tls}\nlisteners: [ smtp://127.0.0.1:25, smtps://127.0.0.1 ]").Listeners;

        string.Join(' ', listeners).ShouldBe("smtp://127.0.0.1:25 smtps://127.0.0.1:465");
    }

    [Fact]
    public void A_file_that_is_not_there_stops_the_start() =>
        Loaded.Problems("tls: { certificate: /nowhere/tls.crt }").Single().ShouldStartWith("1:21: error: the certificate cannot be used: ");

    [Fact]
    public void A_key_of_another_certificate_stops_the_start()
    {
        using var other = new TestCertificate("other");

        Loaded.Problems($"tls: {{ certificate: {_certificate.File}, key: {other.Key} }}").Single()
            .ShouldStartWith("1:21: error: the certificate cannot be used: ");
    }

    [Fact]
    public void A_certificate_that_is_over_is_warned_of()
    {
        using var old = new TestCertificate("old", TimeSpan.FromDays(-2));

        Loaded.Problems($"tls: {{ certificate: {old.File}, key: {old.Key} }}").Single().ShouldStartWith("1:21: warning: the certificate was valid until ");
    }

    [Theory]
    [InlineData("tls: { key: x }", "1:6: error: 'tls' expects a key 'certificate' with a file with the certificate, in PEM or PFX")]
    [InlineData("tls: { certificate: /x, others: y }", "1:33: error: 'others' expects mappings with 'certificate' and 'key', found 'y'")]
    [InlineData("tls: { certificate: /x, client-ca: /nowhere }", "1:36: error: 'client-ca' cannot be read: Could not find file '/nowhere'.")]
    [InlineData("tls: { certificat: x }", "1:8: error: unknown key 'certificat' in 'tls'; did you mean 'certificate'?")]
    public void Says_what_is_wrong(string text, string problem) => Loaded.Problems(text).ShouldContain(problem);
}
