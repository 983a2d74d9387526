using System.Diagnostics.Metrics;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Telemetry;

/// <summary>The meter <c>Mail2Alert.Smtp</c>. Every tag has a small set of values that no client has a say in.</summary>
internal sealed class SmtpMetrics
{
    public const string MeterName = "Mail2Alert.Smtp";

    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _refusedConnections;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _messages;
    private readonly Histogram<long> _messageSize;
    private readonly UpDownCounter<long> _bytesInFlight;
    private readonly UpDownCounter<long> _bytesSpooled;
    private readonly Histogram<double> _handlerDuration;
    private readonly Counter<long> _tlsHandshakes;
    private readonly Counter<long> _violations;

    public SmtpMetrics(IMeterFactory meters)
    {
        // The factory owns the meter, and hands the same one and the same instruments to every server of the program.
        var meter = meters.Create(MeterName);
        _connections = meter.CreateUpDownCounter<long>("smtp.server.connections", "{connection}", "Connections open, by listener.");
        _refusedConnections = meter.CreateCounter<long>("smtp.server.connections.refused", "{connection}", "Turned away, by reason.");
        _commands = meter.CreateCounter<long>("smtp.server.commands", "{command}", "Commands, by verb and class of the reply.");
        _messages = meter.CreateCounter<long>("smtp.server.messages", "{message}", "Messages, by result.");
        _messageSize = meter.CreateHistogram<long>("smtp.server.message.size", "By", "Size of the messages handed to the handler.");
        _bytesInFlight = meter.CreateUpDownCounter<long>("smtp.server.bytes_in_flight", "By", "Memory rented for messages.");
        _bytesSpooled = meter.CreateUpDownCounter<long>("smtp.server.bytes_spooled", "By", "Disk space taken by messages.");
        _handlerDuration = meter.CreateHistogram<double>("smtp.server.handler.duration", "s", "Time the handler took, by stage.");
        _tlsHandshakes = meter.CreateCounter<long>("smtp.server.tls.handshakes", "{handshake}", "TLS handshakes, by version or failure.");
        _violations = meter.CreateCounter<long>("smtp.server.violations", "{violation}", "Rules that clients broke, forgiven or not.");
    }

    public void ConnectionOpened(string listener) => _connections.Add(1, new KeyValuePair<string, object?>("listener", listener));

    public void ConnectionClosed(string listener) => _connections.Add(-1, new KeyValuePair<string, object?>("listener", listener));

    public void ConnectionRefused(string reason) =>
        _refusedConnections.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void BytesInFlight(long change) => _bytesInFlight.Add(change);

    public void BytesSpooled(long change) => _bytesSpooled.Add(change);

    public void CommandAnswered(SmtpVerb verb, SmtpReply reply) =>
        _commands.Add(1, new("verb", NameOf(verb)), new("class", ClassOf(reply.Code)));

    public void MessageAnswered(SmtpDataResult result, SmtpReply? reply, long length)
    {
        _messages.Add(1, new KeyValuePair<string, object?>("result", NameOf(result, reply)));
        if (result == SmtpDataResult.Complete)
        {
            _messageSize.Record(length);
        }
    }

    public void HandlerAnswered(SmtpStage stage, TimeSpan elapsed) =>
        _handlerDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", NameOf(stage)));

    public void TlsHandshakeEnded(SmtpTlsResult result) =>
        _tlsHandshakes.Add(1, new KeyValuePair<string, object?>("result", result.Facts?.Version ?? SmtpTlsWords.Tag(result.Failure)));

    public void RuleBroken(SmtpRule rule, SmtpProfile profile) =>
        _violations.Add(1, new("kind", rule.Name), new("profile", NameOf(profile)));

    private static string NameOf(SmtpProfile profile) => profile switch
    {
        SmtpProfile.Normal => "normal",
        SmtpProfile.Strict => "strict",
        SmtpProfile.Legacy => "legacy",
    };

    private static string NameOf(SmtpDataResult result, SmtpReply? reply) => result switch
    {
        SmtpDataResult.Complete => reply switch { { IsPositive: true } => "accepted", { IsTransient: true } => "deferred", _ => "rejected" },
        SmtpDataResult.TooLarge or SmtpDataResult.Endless => "too_large",
        SmtpDataResult.OutOfMemory => "out_of_memory",
        SmtpDataResult.OutOfDisk => "out_of_disk",
        SmtpDataResult.Crumbs => "too_many_chunks",
        SmtpDataResult.Partial => "partial",
        SmtpDataResult.Lost => "lost",
        SmtpDataResult.Interrupted => "interrupted",
    };

    private static string NameOf(SmtpStage stage) => stage switch
    {
        SmtpStage.Connect => "connect",
        SmtpStage.Sender => "sender",
        SmtpStage.Recipient => "recipient",
        SmtpStage.Message => "message",
        SmtpStage.Login => "login",
    };

    public static string NameOf(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Unknown => "unknown",
        SmtpVerb.Ehlo => "EHLO",
        SmtpVerb.Helo => "HELO",
        SmtpVerb.Lhlo => "LHLO",
        SmtpVerb.Mail => "MAIL",
        SmtpVerb.Rcpt => "RCPT",
        SmtpVerb.Data => "DATA",
        SmtpVerb.Bdat => "BDAT",
        SmtpVerb.Rset => "RSET",
        SmtpVerb.Noop => "NOOP",
        SmtpVerb.Vrfy => "VRFY",
        SmtpVerb.Expn => "EXPN",
        SmtpVerb.Help => "HELP",
        SmtpVerb.Quit => "QUIT",
        SmtpVerb.Auth => "AUTH",
        SmtpVerb.StartTls => "STARTTLS",
        SmtpVerb.Foreign => "foreign",
    };

    private static string ClassOf(int code) => code switch { < 300 => "2xx", < 400 => "3xx", < 500 => "4xx", _ => "5xx" };
}
