using System.Security.Cryptography.X509Certificates;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.EndToEnd.Lookups;

/// <summary>An API behind TLS, with a certificate for 127.0.0.1 that the machine trusts.</summary>
public sealed class SecureLookupTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly (string File, string Key) _own;

    public SecureLookupTests() => _own = OwnCertificate.Write(_directory);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("127.0.0.1", "team@example.com")]
    [InlineData("localhost", "nobody-knows@example.com")]
    public async Task A_server_that_is_whom_we_asked_for_learns_who_we_are_and_no_other_does(string host, string told)
    {
        var shown = new List<string?>();
        await using var api = await StartAsync(shown);
        await using var relay = new FakeRelay();
        var port = new Uri(api.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        await using var program = await RunningProgram.StartAsync(
            Configuration(relay.Port, $"https://{host}:{port}"), new Dictionary<string, string> { ["SSL_CERT_FILE"] = _own.File });

        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject("Backup photos failed", from: "nas@example.com"))).Code.ShouldBe(250);

        relay.Mails.SelectMany(mail => mail.Recipients).ShouldContain(told);
        shown.ShouldBe(host == "127.0.0.1" ? ["CN=127.0.0.1"] : []);
    }

    private async Task<WebApplication> StartAsync(List<string?> shown)
    {
        var certificate = X509Certificate2.CreateFromPemFile(_own.File, _own.Key);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.AllowAnyClientCertificate();
            })));
        var server = builder.Build();
        server.Run(context =>
        {
            shown.Add(context.Connection.ClientCertificate?.Subject);
            return context.Response.WriteAsJsonAsync(new { tier = "gold" }, context.RequestAborted);
        });
        await server.StartAsync(Patience.Token);
        return server;
    }

    private string Configuration(int relay, string api) => $$$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{{relay}}}
        store: none
        sources:
          nas:
            claim: { to: {{{ProbeMail.Alerts}}} }
            extract: { subject: 'Backup (?<job>\S+) failed' }
            lookups:
              job:
                get: '{{{api}}}/jobs/{{ job }}'
                certificate: {{{_own.File}}}
                key: {{{_own.Key}}}
                labels: { tier: tier }
            status: firing
            key: '{{ job }}'
        routes:
          - { when: { tier: gold }, to: 'mailto:team@example.com', continue: true }
          - { when: { not: { tier: gold } }, to: 'mailto:nobody-knows@example.com' }
        """;
}
