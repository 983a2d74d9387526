using System.Diagnostics.Metrics;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Smtp;

/// <summary>What all sessions of one server share. A program may have several.</summary>
internal sealed class SmtpServer
{
    private readonly SmtpIds _ids = new();

    public SmtpServer(ISmtpHandler handler, SmtpServerOptions options, TimeProvider time, IMeterFactory meters, ILogger<SmtpServer> logger,
        ILogger? trace = null)
    {
        SmtpServerOptionsValidator.ThrowIfInvalid(options);
        Handler = handler;
        Options = options;
        Time = time;
        Log = new SmtpLog(logger);
        TraceLog = trace ?? NullLogger.Instance;
        Metrics = new SmtpMetrics(meters);
        Memory = new SmtpByteBudget(options.MaxBytesInFlight, Metrics.BytesInFlight);
        Spool = new SmtpSpool(options, Metrics, Log);
        Admission = new SmtpAdmission(options);
        Capabilities = new SmtpCapabilities(options);
        Authentication = options.Authentication is { } logins ? new(logins, options.HostName, time, Log, meters) : null;
        Greeting = HelloReplies.Greeting(SmtpProtocol.Smtp, options);
        LmtpGreeting = HelloReplies.Greeting(SmtpProtocol.Lmtp, options);
        HeloReply = new SmtpReply(250, null, options.HostName);
    }

    public ISmtpHandler Handler { get; }

    public SmtpServerOptions Options { get; }

    public TimeProvider Time { get; }

    public SmtpLog Log { get; }

    /// <summary>Where sessions are followed.</summary>
    public ILogger TraceLog { get; }

    public SmtpMetrics Metrics { get; }

    public SmtpAdmission Admission { get; }

    public SmtpByteBudget Memory { get; }

    public SmtpSpool Spool { get; }

    public SmtpCapabilities Capabilities { get; }

    public SmtpAuthentication? Authentication { get; }

    public SmtpReply Greeting { get; }

    public SmtpReply LmtpGreeting { get; }

    public SmtpReply HeloReply { get; }

    public SmtpContentBuffer NewContent() => new(Memory, Spool, Options.MaxMessageSize);

    public string NextMessageId() => _ids.Next(Time.GetUtcNow());
}
