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
    private readonly Counter<long> _limits;
    private readonly Counter<long> _contentReceived;
    private readonly Histogram<double> _sessionDuration;
    private readonly Histogram<double> _commandDuration;
    private readonly Histogram<double> _messageDuration;
    private readonly Histogram<double> _answerDuration;

    public SmtpMetrics(IMeterFactory meters)
    {
        // The factory owns the meter, and hands the same one and the same instruments to every server of the program.
        var meter = meters.Create(MeterName);
        _connections = meter.CreateUpDownCounter<long>("smtp.server.connections", "{connection}", "Connections open.");
        _refusedConnections = meter.CreateCounter<long>("smtp.server.connections.refused", "{connection}", "Turned away, by reason.");
        _commands = meter.CreateCounter<long>("smtp.server.commands", "{command}", "Commands, by verb and class of the reply.");
        _messages = meter.CreateCounter<long>("smtp.server.messages", "{message}", "Messages, by result.");
        _messageSize = meter.CreateHistogram("smtp.server.message.size", "By", "Size of the messages handed to the handler.", null, Sizes);
        _bytesInFlight = meter.CreateUpDownCounter<long>("smtp.server.bytes_in_flight", "By", "Memory rented for messages.");
        _bytesSpooled = meter.CreateUpDownCounter<long>("smtp.server.bytes_spooled", "By", "Disk space taken by messages.");
        _handlerDuration = meter.CreateHistogram("smtp.server.handler.duration", "s", "Time the handler took, by stage.", null, Times);
        _tlsHandshakes = meter.CreateCounter<long>("smtp.server.tls.handshakes", "{handshake}", "TLS handshakes, by version or failure.");
        _violations = meter.CreateCounter<long>("smtp.server.violations", "{violation}", "Rules that clients broke, forgiven or not.");
        _limits = meter.CreateCounter<long>("smtp.server.limits", "{hit}", "Bounds that clients met.");
        _contentReceived = meter.CreateCounter<long>("smtp.server.content_received", "By", "Octets of messages as they came, refused ones too.");
        _sessionDuration = meter.CreateHistogram("smtp.server.session.duration", "s", "Length of sessions, by what ended them.", null, Times);
        _commandDuration = meter.CreateHistogram("smtp.server.command.duration", "s", "Time from a command to its reply.", null, Times);
        _messageDuration = meter.CreateHistogram("smtp.server.message.duration", "s", "Time that the data of a message took to come.", null, Times);
        _answerDuration = meter.CreateHistogram("smtp.server.answer.duration", "s", "Time from the end of the data to the reply.", null, Times);
    }

    // OpenTelemetry's own are for milliseconds. GoCD gives up after a minute, and a session ends after an hour.
    private static InstrumentAdvice<double> Times { get; } =
        new() { HistogramBucketBoundaries = [0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600] };

    private static InstrumentAdvice<long> Sizes { get; } =
        new() { HistogramBucketBoundaries = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26] };

    public void ConnectionOpened(SmtpPeer peer) => _connections.Add(1, At(peer));

    public void ConnectionClosed(SmtpPeer peer) => _connections.Add(-1, At(peer));

    public void ConnectionRefused(string reason, SmtpPeer peer) => _refusedConnections.Add(1, new("reason", reason), At(peer));

    public void LimitReached(SmtpLimit limit, SmtpPeer peer)
    {
        if (limit != SmtpLimit.None)
        {
            _limits.Add(1, new("limit", SmtpLimitNames.Of(limit)), At(peer));
        }
    }

    public void SessionEnded(in SmtpSessionSummary summary) =>
        _sessionDuration.Record(summary.Time.TotalSeconds, new("end", NameOf(summary.End)), At(summary.Peer));

    public void ContentReceived(SmtpPeer peer, long octets) => _contentReceived.Add(octets, At(peer));

    public void BytesInFlight(long change) => _bytesInFlight.Add(change);

    public void BytesSpooled(long change) => _bytesSpooled.Add(change);

    public void CommandAnswered(SmtpVerb verb, SmtpReply reply, SmtpPeer peer) =>
        _commands.Add(1, new("verb", NameOf(verb)), new("class", ClassOf(reply.Code)), At(peer));

    public void CommandTook(SmtpVerb verb, TimeSpan time) =>
        _commandDuration.Record(time.TotalSeconds, new KeyValuePair<string, object?>("verb", NameOf(verb)));

    public void MessageAnswered(SmtpMessage message, SmtpReceived received, TimeSpan coming, TimeSpan answering)
    {
        var (peer, name) = (message.Envelope.Peer, NameOf(received.Result, received.Reply));
        _messages.Add(1, new("result", name), At(peer));
        _messageDuration.Record(coming.TotalSeconds, new("result", name), At(peer));
        if (received.Result == SmtpDataResult.Complete)
        {
            _messageSize.Record(message.Content.Length, At(peer));
            _answerDuration.Record(answering.TotalSeconds, new("result", name), At(peer));
        }
    }

    public void HandlerAnswered(SmtpStage stage, TimeSpan elapsed) =>
        _handlerDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", NameOf(stage)));

    public void TlsHandshakeEnded(SmtpTlsResult result, SmtpPeer peer) =>
        _tlsHandshakes.Add(1, new("result", result.Facts?.Version ?? SmtpTlsWords.Tag(result.Failure)), At(peer));

    public void RuleBroken(SmtpRule rule, SmtpProfile profile) =>
        _violations.Add(1, new("kind", rule.Name), new("profile", NameOf(profile)));

    // Bounded: listeners stand in the configuration.
    private static KeyValuePair<string, object?> At(SmtpPeer peer) => new("listener", peer.Listener.Name);

    private static string NameOf(SmtpSessionEnd end) => end switch
    {
        SmtpSessionEnd.Quit => "quit",
        SmtpSessionEnd.Lost => "lost",
        SmtpSessionEnd.Broke => "broke",
        SmtpSessionEnd.Refused => "refused",
        SmtpSessionEnd.TimedOut => "timed_out",
        SmtpSessionEnd.Stalled => "stalled",
        SmtpSessionEnd.Stopping => "stopping",
        SmtpSessionEnd.WrongProtocol => "wrong_protocol",
        SmtpSessionEnd.NoTls => "no_tls",
    };

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
