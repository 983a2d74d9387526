using System.Diagnostics.Metrics;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Fuzz;

/// <summary>A server without sockets or files, on a clock of its own, with bounds that a small input can reach.</summary>
internal sealed class FuzzServer
{
    // Twice this, and the server gives up on a message: more than any input has, or how it is cut would tell.
    public const int MaxMessageSize = 3000;

    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private static readonly SmtpSpool Spool = new FuzzServer().Server.Spool;

    public FuzzServer() => Server = new SmtpServer(Handler, Options(), Time, Meters, Log);

    public CheckingHandler Handler { get; } = new();

    public CheckingLogger Log { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public SmtpServer Server { get; }

    /// <summary>A message in memory, as large as the input may be.</summary>
    public static SmtpContentBuffer NewContent() => new(new SmtpByteBudget(long.MaxValue, static _ => { }), Spool, long.MaxValue);

    private static SmtpServerOptions Options() => new()
    {
        HostName = "mx.example.org",
        MaxMessageSize = MaxMessageSize,
        SpoolThreshold = MaxMessageSize,
        MaxRecipients = 3,
        MaxLineLength = 512,
        MaxErrors = 5,
        MaxJunkCommands = 10,
        MaxMessagesPerSession = 3,
        Authentication = new SmtpAuthenticationOptions(new OneUser()) { AllowClear = _ => true },
    };

    private sealed class OneUser : ISmtpAuthenticator
    {
        public ValueTask<bool> VerifyPasswordAsync(string user, string password, CancellationToken cancellationToken) =>
            new(user == "tim" && password == "secret");
    }
}
