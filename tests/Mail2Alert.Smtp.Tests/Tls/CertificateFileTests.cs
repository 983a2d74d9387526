using System.Security.Cryptography;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Smtp.Tests.Tls;

public sealed class CertificateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger<SmtpCertificateFile> _log = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Reads_a_pair_of_PEM_files_with_the_chain() => ShouldBeWhole(SmtpCertificate.Load(Pair("mx.example.org")));

    [Fact]
    public void Reads_one_PEM_file_with_both()
    {
        var leaf = TestAuthority.Shared.Issue("mx.example.org", "mx.example.org");

        ShouldBeWhole(SmtpCertificate.Load(new(Write("both.pem", TestAuthority.KeyPem(leaf) + "\n" + TestAuthority.Shared.Pem(leaf)))));
    }

    [Fact]
    public void Reads_a_PFX_file_with_its_password()
    {
        var path = Path.Combine(_folder.FullName, "mail.pfx");
        File.WriteAllBytes(path, TestAuthority.Shared.Pfx(TestAuthority.Shared.Issue("mx.example.org", "mx.example.org"), "open"));

        ShouldBeWhole(SmtpCertificate.Load(new(path, Password: "open")));
        Should.Throw<CryptographicException>(() => SmtpCertificate.Load(new(path, Password: "shut")));
    }

    [Fact]
    public void Refuses_another_certificate_s_key()
    {
        var paths = Pair("mx.example.org");
        Write("tls.key", TestAuthority.KeyPem(TestAuthority.Shared.Issue("a", "a")));

        Should.Throw<CryptographicException>(() => SmtpCertificate.Load(paths));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN NOTHING")]
    public void Refuses_what_is_no_certificate(string text) =>
        Should.Throw<CryptographicException>(() => SmtpCertificate.Load(new(Write("tls.crt", text))));

    [Fact]
    public void Says_nothing_of_the_password() => new SmtpCertificatePaths("a", "b", "hunter2").ToString().ShouldBe("a with b");

    [Fact]
    public void Takes_a_renewed_certificate_after_a_second_and_not_before()
    {
        var file = new SmtpCertificateFile(Pair("old"), _time, _log);
        Pair("renewed");

        file.Current.Leaf.Subject.ShouldBe("CN=old");
        _time.Advance(TimeSpan.FromSeconds(1));

        file.Current.Leaf.Subject.ShouldBe("CN=renewed");
        file.Select(null).ShouldBeSameAs(file.Current.Context);
    }

    [Fact]
    public void A_broken_file_keeps_the_old_certificate_and_is_told_once()
    {
        var file = new SmtpCertificateFile(Pair("old"), _time, _log);
        Write("tls.crt", "half a fi");

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            file.Current.Leaf.Subject.ShouldBe("CN=old");
        }

        _log.Lines.Single().Level.ShouldBe(LogLevel.Warning);
        Pair("repaired");
        _time.Advance(TimeSpan.FromSeconds(1));
        file.Current.Leaf.Subject.ShouldBe("CN=repaired");
    }

    [Theory]
    [InlineData("a.example.org", "CN=a.example.org")]
    [InlineData("B.example.org", "CN=b.example.org")]
    [InlineData("c.example.org", "CN=a.example.org")]
    [InlineData(null, "CN=a.example.org")]
    public void Several_certificates_are_told_apart_by_name(string? serverName, string subject)
    {
        var files = new[] { "a.example.org", "b.example.org" }.Select(name => new SmtpCertificateFile(Pair(name, name), _time, _log));

        new SmtpCertificates([.. files]).Select(serverName).TargetCertificate.Subject.ShouldBe(subject);
    }

    private static void ShouldBeWhole(SmtpCertificate certificate)
    {
        certificate.Leaf.HasPrivateKey.ShouldBeTrue();
        certificate.Context.TargetCertificate.Subject.ShouldBe("CN=mx.example.org");
        certificate.Context.IntermediateCertificates.Select(one => one.Subject).ShouldBe(["CN=Test Intermediate"]);
    }

    private SmtpCertificatePaths Pair(string name, string file = "tls")
    {
        var leaf = TestAuthority.Shared.Issue(name, name);
        return new(Write(file + ".crt", TestAuthority.Shared.Pem(leaf)), Write(file + ".key", TestAuthority.KeyPem(leaf)));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
