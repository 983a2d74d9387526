using System.Net.Security;
using System.Security.Authentication;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Tls;

public sealed class HandshakeFailureTests
{
    private static readonly SmtpListener Implicit = new() { ImplicitTls = true };

    private readonly SmtpTlsOptions _tls = new() { SelectCertificate = Certificate };
    private readonly TestServer _server;

    public HandshakeFailureTests() => _server = new TestServer(options => options.Tls = _tls) { Listener = Implicit };

    private string Warning => _server.Log.Lines.Single(line => line.Level == LogLevel.Warning).Text;

    [Fact]
    public async Task Implicit_TLS_greets_inside_TLS()
    {
        await using var client = new StreamClient(_server.Server, Implicit);
        await client.HandshakeAsync();

        (await client.ReadReplyAsync()).ShouldStartWith("220 mx.example.org");
        (await client.AskAsync("EHLO x")).ShouldNotContain("STARTTLS");
        (await client.DeliverAsync(_server.Handler)).Envelope.Peer.Tls.ShouldNotBeNull();
        _server.Log.Lines.ShouldNotContain(line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Clear_text_on_a_TLS_port_is_told_so()
    {
        await using var client = new StreamClient(_server.Server, Implicit);
        await client.SendAsync("EHLO x\r\n");

        (await client.ReadToEndAsync()).ShouldBe("521 5.5.1 This port starts with a TLS handshake, not in clear text\r\n");
        Warning.ShouldContain("c1 from 192.0.2.9:4444: the client sent clear text where the handshake must begin");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0016\u0003\u0001\u0002")]
    public async Task A_handshake_that_takes_too_long_is_given_up(string beginning)
    {
        await using var client = _server.Connect();
        await client.SendAsync(beginning);
        _server.Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        client.Run.IsCompleted.ShouldBeFalse();

        _server.Time.Advance(TimeSpan.FromTicks(1));

        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
        client.Received.ShouldBeEmpty();
        Warning.ShouldContain("did not finish in time");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0016\u0003\u0001\u0002")]
    public async Task A_client_that_only_closes_is_no_news(string beginning)
    {
        await using var client = _server.Connect();
        await client.SendAsync(beginning);

        (await client.CloseAsync()).ShouldBe(SmtpSessionEnd.NoTls);

        _server.Log.Lines.ShouldNotContain(line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task A_stopping_server_does_not_wait_for_a_handshake()
    {
        await using var client = _server.Connect();
        client.Stop();

        (await client.Run).ShouldBe(SmtpSessionEnd.Stopping);
    }

    [Fact]
    public async Task A_client_without_a_newer_version_is_told_apart()
    {
        await using var client = _server.Connect();
        await client.SendAsync(OldHello());

        (await client.Run).ShouldBe(SmtpSessionEnd.NoTls);
        Warning.ShouldContain("the client knows no TLS newer than 1.1");
    }

    [Fact]
    public async Task A_name_without_a_certificate_is_told()
    {
        _tls.SelectCertificate = name => name == "mx.example.org" ? Certificate(name) : null;
        await using var client = new StreamClient(_server.Server, Implicit);

        await FailAsync(client, options => options.TargetHost = "other.example.org");

        Warning.ShouldContain("there is no certificate for the name the client asked for");
    }

    [Theory]
    [InlineData(SmtpClientCertificates.Requested, false, null)]
    [InlineData(SmtpClientCertificates.Requested, true, true)]
    [InlineData(SmtpClientCertificates.Required, true, true)]
    public async Task A_client_s_certificate_is_judged_and_handed_over(SmtpClientCertificates wanted, bool shown, bool? trusted)
    {
        AskFor(wanted);
        await using var client = new StreamClient(_server.Server, Implicit);
        await client.HandshakeAsync(options => options.ClientCertificateContext = shown ? ClientOf(TestAuthority.Shared) : null);
        await client.ReadReplyAsync();

        var certificate = (await client.DeliverAsync(_server.Handler)).Envelope.Peer.Tls!.ClientCertificate;

        certificate?.IsTrusted.ShouldBe(trusted!.Value);
        certificate?.Subject.ShouldBe("CN=printer");
        (certificate is null).ShouldBe(!shown);
    }

    [Fact]
    public async Task A_stranger_s_certificate_is_shown_but_not_trusted()
    {
        AskFor(SmtpClientCertificates.Requested);
        await using var client = new StreamClient(_server.Server, Implicit);
        await client.HandshakeAsync(options => options.ClientCertificateContext = ClientOf(new TestAuthority()));
        await client.ReadReplyAsync();

        var tls = (await client.DeliverAsync(_server.Handler)).Envelope.Peer.Tls!;

        tls.ClientCertificate.ShouldBe(new SmtpClientCertificate("CN=printer", IsTrusted: false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_a_certificate_is_required_no_other_will_do(bool stranger)
    {
        AskFor(SmtpClientCertificates.Required);
        await using var client = new StreamClient(_server.Server, Implicit);

        await FailAsync(client, options =>
        {
            options.EnabledSslProtocols = SslProtocols.Tls12;
            options.ClientCertificateContext = stranger ? ClientOf(new TestAuthority()) : null;
        });

        Warning.ShouldContain("the client has no certificate that is trusted here");
    }

    private static SslStreamCertificateContext Certificate(string? name) => TestAuthority.Shared.Context("mx.example.org");

    private static SslStreamCertificateContext ClientOf(TestAuthority authority) => authority.Context("printer", isServer: false);

    private void AskFor(SmtpClientCertificates wanted) =>
        (_tls.ClientCertificates, _tls.ClientCertificateRoots) = (wanted, [TestAuthority.Shared.Root]);

    private static async Task FailAsync(StreamClient client, Action<SslClientAuthenticationOptions> configure)
    {
        var handshake = client.HandshakeAsync(configure);
        await client.Run.WaitAsync(TestContext.Current.CancellationToken);
        await client.HangUpAsync();

        // In some versions the client believes itself connected until it reads.
        await handshake.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A ClientHello (RFC 2246 §7.4.1.2) of TLS 1.0 with one cipher suite.
    private static string OldHello()
    {
        var random = new string('r', 32);
        var hello = "\u0003\u0001" + random + "\0" + "\0\u0002\0\u002f" + "\u0001\0";
        var handshake = "\u0001\0\0" + (char)hello.Length + hello;
        return "\u0016\u0003\u0001\0" + (char)handshake.Length + handshake;
    }
}
