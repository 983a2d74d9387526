using System.Security.Authentication.ExtendedProtection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Tests.Authentication;

/// <summary>With a client whose view of the channel is .NET's own.</summary>
public sealed class ScramPlusTests
{
    private const string Plus = "SCRAM-SHA-256-PLUS";
    private const string Header = "p=tls-server-end-point,,";

    private readonly TestServer _server = NewServer();

    [Fact]
    public async Task Is_offered_first_and_inside_TLS_only()
    {
        await using var client = new StreamClient(_server.Server);
        await client.ReadReplyAsync();
        (await client.AskAsync("EHLO x")).ShouldContain("250-AUTH SCRAM-SHA-256 PLAIN LOGIN\r\n");
        await client.AskAsync("STARTTLS");
        await client.HandshakeAsync();

        (await client.AskAsync("EHLO x")).ShouldContain("250-AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN\r\n");
    }

    [Fact]
    public async Task Logs_in_who_sees_the_same_channel()
    {
        await using var client = await ConnectAsync();

        (await LogInAsync(client, Plus, Header, BindingOf(client))).ShouldStartWith("235 2.7.0");

        (await client.DeliverAsync(_server.Handler)).Envelope.Peer.Login.ShouldBe("tim");
    }

    [Fact]
    public async Task Denies_who_sees_another_channel_though_the_password_is_right()
    {
        await using var client = await ConnectAsync();
        var binding = BindingOf(client);
        binding[^1] ^= 1;

        (await LogInAsync(client, Plus, Header, binding)).ShouldStartWith("535 5.7.8");
    }

    [Theory]
    [InlineData(Plus, "n,,")]
    [InlineData(Plus, "y,,")]
    [InlineData(Plus, "p=tls-unique,,")]
    [InlineData(Plus, "p=tls-exporter,,")]
    [InlineData("SCRAM-SHA-256", Header)]
    [InlineData("SCRAM-SHA-256", "y,,")] // It was offered, so somebody in between hid it.
    public async Task A_binding_that_does_not_belong_to_the_mechanism_is_refused(string mechanism, string header)
    {
        await using var client = await ConnectAsync();

        (await client.AskAsync($"AUTH {mechanism} {LoginServer.Base64(header + "n=tim,r=abc")}")).ShouldStartWith("501 5.5.2");
    }

    [Fact]
    public async Task A_client_that_cannot_bind_logs_in_without()
    {
        await using var client = await ConnectAsync();

        (await LogInAsync(client, "SCRAM-SHA-256", "n,,", [])).ShouldStartWith("235 ");
    }

    [Fact]
    public void Is_bound_by_the_hash_function_of_the_certificates_signature()
    {
        SmtpChannelBinding.Of(SignedBySha1()).Length.ShouldBe(32);
        SmtpChannelBinding.Of(Signed(HashAlgorithmName.SHA256)).Length.ShouldBe(32);
        SmtpChannelBinding.Of(Signed(HashAlgorithmName.SHA384)).Length.ShouldBe(48);
        SmtpChannelBinding.Of(Signed(HashAlgorithmName.SHA512)).Length.ShouldBe(64);
    }

    [Fact]
    public void Is_not_offered_where_the_signature_has_no_hash_function_of_its_own()
    {
        SmtpChannelBinding.IsDefinedFor(Signed(HashAlgorithmName.SHA256, RSASignaturePadding.Pss)).ShouldBeFalse();
        SmtpChannelBinding.IsDefinedFor(null).ShouldBeFalse();
    }

    private static X509Certificate2 Signed(HashAlgorithmName hash, RSASignaturePadding? padding = null)
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=x", key, hash, padding ?? RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    // .NET makes none any more; they are still about.
    private static X509Certificate2 SignedBySha1()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(
            new X500DistinguishedName("CN=x"),
            new Sha1Label(X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1)),
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [1]);
    }

    // RFC 5929 §4: .NET puts the binding's name before its bytes.
    private static byte[] BindingOf(StreamClient client)
    {
        using var binding = client.Tls.TransportContext.GetChannelBinding(ChannelBindingKind.Endpoint)!;
        var bytes = new byte[binding.Size];
        System.Runtime.InteropServices.Marshal.Copy(binding.DangerousGetHandle(), bytes, 0, bytes.Length);
        return bytes[(bytes.AsSpan().IndexOf("tls-server-end-point:"u8) + "tls-server-end-point:".Length)..];
    }

    // The client's side of RFC 5802 §3.
    private static async Task<string> LogInAsync(StreamClient client, string mechanism, string header, byte[] binding)
    {
        const string Bare = "n=tim,r=abc";
        var challenge = LoginServer.Text(await client.AskAsync($"AUTH {mechanism} {LoginServer.Base64(header + Bare)}"));
        var parts = challenge.Split(',');
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            FakeAuthenticator.Password, Convert.FromBase64String(parts[1][2..]), int.Parse(parts[2][2..]), HashAlgorithmName.SHA256, 32);
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var end = $"c={Convert.ToBase64String([.. Encoding.ASCII.GetBytes(header), .. binding])},{parts[0]}";
        var signature = HMACSHA256.HashData(SHA256.HashData(key), Encoding.UTF8.GetBytes($"{Bare},{challenge},{end}"));
        var proof = Convert.ToBase64String([.. key.Zip(signature, (a, b) => (byte)(a ^ b))]);
        var answer = await client.AskAsync(LoginServer.Base64($"{end},p={proof}"));
        return answer.StartsWith("334", StringComparison.Ordinal) ? await client.AskAsync("") : answer;
    }

    private static TestServer NewServer()
    {
        var certificate = TestAuthority.Shared.Context("mx.example.org");
        return new TestServer(options =>
        {
            options.Tls = new SmtpTlsOptions { SelectCertificate = _ => certificate };
            options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true, MaxDelay = TimeSpan.FromTicks(1) };
        });
    }

    private async Task<StreamClient> ConnectAsync()
    {
        var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();
        await client.AskAsync("EHLO x");
        return client;
    }

    /// <summary>Says sha1WithRSAEncryption (RFC 3279 §2.2.1), whatever it is.</summary>
    private sealed class Sha1Label(X509SignatureGenerator inner) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300D06092A864886F70D0101050500");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => inner.SignData(data, hashAlgorithm);

        protected override PublicKey BuildPublicKey() => inner.PublicKey;
    }
}
