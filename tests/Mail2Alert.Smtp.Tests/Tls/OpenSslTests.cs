using System.Diagnostics;
using System.Net;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Smtp.Tests.Tls;

/// <summary>The same over a socket, with the client that everybody tries first (Debian package openssl).</summary>
[Trait("Needs", "openssl")]
public sealed class OpenSslTests
{
    private const string OpenSsl = "/usr/bin/openssl";

    private readonly TestServer _server = new();
    private readonly SmtpTlsOptions _tls = new() { SelectCertificate = Certificate() };
    private SmtpListener _listener = SmtpListener.Default;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "-starttls smtp")]
    [InlineData(true, "")]
    public async Task Speaks_with_openssl(bool isImplicit, string option)
    {
        _listener = new SmtpListener { ImplicitTls = isImplicit };

        var said = await ClientAsync($"{option} -crlf -quiet", "EHLO x\nQUIT\n");

        said.ShouldContain("250-mx.example.org greets x");
        said.ShouldContain("221 2.0.0 Bye");
    }

    [Fact]
    public async Task Shows_the_whole_chain()
    {
        var said = await ClientAsync("-starttls smtp -showcerts", "QUIT\n");

        said.ShouldContain("s:CN = mx.example.org");
        said.ShouldContain("s:CN = Test Intermediate");
    }

    [Fact]
    public async Task A_client_that_does_not_trust_us_is_told_apart()
    {
        await ClientAsync("-starttls smtp -verify_return_error", "");

        _server.Log.Lines.ShouldContain(line => line.Text.Contains("from 127.0.0.1") && line.Text.Contains("does not trust the server's certificate"));
    }

    private static Func<string?, System.Net.Security.SslStreamCertificateContext> Certificate()
    {
        var certificate = TestAuthority.Shared.Context("mx.example.org");
        return _ => certificate;
    }

    private async Task<string> ClientAsync(string options, string input)
    {
        Assert.SkipUnless(File.Exists(OpenSsl), $"{OpenSsl} is not there");
        await using var app = await StartAsync();
        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        var start = new ProcessStartInfo(OpenSsl, $"s_client -connect 127.0.0.1:{port} {options}")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var client = Process.Start(start)!;
        var (said, complained) = (client.StandardOutput.ReadToEndAsync(Token), client.StandardError.ReadToEndAsync(Token));
        await client.StandardInput.WriteAsync(input.AsMemory(), Token);
        await client.StandardInput.FlushAsync(Token);
        await client.WaitForExitAsync(Token);
        await app.StopAsync(Token);
        return await said + await complained;
    }

    private async Task<WebApplication> StartAsync()
    {
        var options = new SmtpServerOptions { HostName = "mx.example.org", Tls = _tls };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddLogging().AddSingleton<Microsoft.Extensions.Logging.ILogger<SmtpServer>>(_server.Log);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSmtp(_server.Handler, options, _listener)));
        var app = builder.Build();
        await app.StartAsync(Token);
        return app;
    }
}
