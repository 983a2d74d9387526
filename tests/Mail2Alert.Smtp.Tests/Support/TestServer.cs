using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A server without sockets, on a clock that only the test moves.</summary>
internal sealed class TestServer
{
    public const string Greeting = "220 mx.example.org ESMTP Mail2Alert ready\r\n";

    public TestServer(Action<SmtpServerOptions>? configure = null, ILogger<SmtpServer>? logger = null, ISmtpHandler? handler = null)
    {
        // The clock stands still: a delayed reply would never come to a test that does not ask for one.
        var options = new SmtpServerOptions { HostName = "mx.example.org", ErrorsBeforeDelay = int.MaxValue };
        configure?.Invoke(options);
        Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        Server = new SmtpServer(handler ?? Handler, options, Time, Meters, logger ?? Log, Trace);
    }

    public RecordingHandler Handler { get; } = new();

    /// <summary>Where clients connect to.</summary>
    public SmtpListener Listener { get; init; } = SmtpListener.Default;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public RecordingLogger<SmtpServer> Log { get; } = new();

    /// <summary>Sessions that are followed.</summary>
    public RecordingLogger<SmtpTrace> Trace { get; } = new();

    public IMeterFactory Meters { get; }

    public SmtpServer Server { get; }

    public long BytesInFlight => Server.Memory.InFlight;

    public long BytesSpooled => Server.Spool.Disk.InFlight;

    public TestClient Connect(int window = 0, string address = "192.0.2.9", bool isEncrypted = false) =>
        new(Server, window, address, isEncrypted, Listener);
}
