using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Telemetry;

public sealed class SmtpMetricsTests : IDisposable
{
    private readonly TestServer _server = new(options =>
    {
        options.MaxMessageSize = 10_000;
        options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true };
    });

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new();

    public SmtpMetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Mail2Alert.Smtp" && ReferenceEquals(instrument.Meter.Scope, _server.Meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Tell_commands_by_verb_and_class_and_messages_by_result()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync("x\r\n.\r\nXYZZY\r\n");
        _server.Handler.OnMessage = (_, _) => new(new SmtpReply(550, "5.7.1", "No"));
        await client.StartDataAsync();
        await client.SendAsync("x\r\n.\r\n");
        await client.StartDataAsync();
        await client.SendAsync(new string('x', 11_000) + "\r\n.\r\n");

        _values["smtp.server.commands MAIL 2xx"].ShouldBe(3);
        _values["smtp.server.commands DATA 3xx"].ShouldBe(3);
        _values["smtp.server.commands DATA 2xx"].ShouldBe(1);
        _values["smtp.server.commands DATA 5xx"].ShouldBe(2);
        _values["smtp.server.commands unknown 5xx"].ShouldBe(1);
        _values["smtp.server.messages accepted"].ShouldBe(1);
        _values["smtp.server.messages rejected"].ShouldBe(1);
        _values["smtp.server.messages too_large"].ShouldBe(1);
        _values["smtp.server.message.size"].ShouldBe(6);
        _values["smtp.server.handler.duration message"].ShouldBe(2);
        _values["smtp.server.handler.duration sender"].ShouldBe(3);
    }

    [Fact]
    public async Task Tell_the_bytes_in_flight()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();

        await client.SendAsync("x");
        _values["smtp.server.bytes_in_flight"].ShouldBe(_server.BytesInFlight);
        await client.SendAsync("\r\n.\r\n");

        _values["smtp.server.bytes_in_flight"].ShouldBe(0);
    }

    [Fact]
    public async Task Tell_logins_by_mechanism_and_result()
    {
        await using var client = await LoginServer.GreetedAsync(_server);
        await client.SendAsync(LoginServer.WrongPlain);
        _server.Time.Advance(TimeSpan.FromSeconds(1));
        await client.SendAsync("AUTH LOGIN\r\n*\r\n");
        await client.SendAsync(LoginServer.RightPlain);

        _values["smtp.server.logins PLAIN failure"].ShouldBe(1);
        _values["smtp.server.logins LOGIN broken"].ShouldBe(1);
        _values["smtp.server.logins PLAIN success"].ShouldBe(1);
    }

    [Fact]
    public async Task Tell_broken_rules_by_kind_and_profile()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\n");
        await client.SendAsync("MAIL FROM: a@b\r\n");

        _values["smtp.server.violations bare_line_feed normal"].ShouldBe(1);
        _values["smtp.server.violations space_after_colon normal"].ShouldBe(1);
        _values["smtp.server.violations no_brackets normal"].ShouldBe(1);
    }

    [Fact]
    public async Task Tell_connections_that_the_handler_refused()
    {
        _server.Handler.OnConnect = _ => new SmtpReply(554, "5.7.1", "No");
        await using var client = _server.Connect();

        _values["smtp.server.connections.refused handler"].ShouldBe(1);
    }

    [Fact]
    public async Task Tell_handshakes_by_version_or_failure()
    {
        _server.Server.Options.Tls = new() { SelectCertificate = _ => TestAuthority.Shared.Context("mx.example.org") };
        await using var good = new StreamClient(_server.Server);
        await good.StartTlsAsync(options => options.EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls13);
        await good.AskAsync("EHLO x");
        await using var bad = _server.Connect();
        await bad.SendAsync("EHLO x\r\nSTARTTLS\r\nNOOP\r\n");

        _values["smtp.server.tls.handshakes 1.3"].ShouldBe(1);
        _values["smtp.server.tls.handshakes clear_text"].ShouldBe(1);
        _values["smtp.server.commands STARTTLS 2xx"].ShouldBe(2);
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var tag in tags)
        {
            key += tag.Key == "listener" ? "" : $" {tag.Value}";
        }

        _values.AddOrUpdate(key, value, (_, sum) => sum + value);
    }
}
