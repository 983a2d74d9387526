using System.Text;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>
/// The state machine: one command in, one reply out. Reading, writing and counting are the session's; this alone decides what a command
/// does to the transaction.
/// </summary>
internal sealed class SmtpDialogue(
    SmtpServer server, SmtpHandlerGuard handler, SmtpBudget budget, SmtpLogin login, SmtpConduct conduct, SmtpPeer peer)
{
    // RFC 5321 §4.5.3.1.2: a domain.
    private const int MaxHello = 255;

    private readonly SmtpServerOptions _options = server.Options;
    private List<SmtpRecipient> _recipients = [];

    public SmtpSessionState State { get; private set; } = SmtpSessionState.Greeted;

    public SmtpPeer Peer { get; private set; } = peer;

    private SmtpProtocol Protocol => Peer.Listener.Protocol;

    /// <summary>The transaction from MAIL on; null outside one.</summary>
    public SmtpEnvelope? Envelope { get; private set; }

    /// <summary>The greeting (RFC 5321 §3.1).</summary>
    public async ValueTask<SmtpReply> ConnectAsync()
    {
        var reply = await handler.ConnectAsync(Peer).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            return reply.Code == 220 ? reply : Protocol == SmtpProtocol.Lmtp ? server.LmtpGreeting : server.Greeting;
        }

        State = SmtpSessionState.Unwelcome;
        server.Metrics.ConnectionRefused("handler", Peer);
        return reply;
    }

    public ValueTask<SmtpReply> AnswerAsync(SmtpCommand command) =>
        (HelloReplies.Refusal(Protocol, command.Verb) ?? RefusalBySequence(command.Verb) ?? RefusalInClear(command.Verb)) is { } refusal
            ? new(refusal)
            : ExecuteAsync(command);

    /// <summary>A line of a login that is under way: no command, whatever it says.</summary>
    public ValueTask<SmtpReply> LogInAsync(ReadOnlySpan<byte> line) => LogInAsync(login.ContinueAsync(Peer, line));

    /// <summary>Null when a chunk may come now, and with it the message has begun; else the reply that waits until the chunk is read.</summary>
    public SmtpReply? BeginChunk()
    {
        var refusal = SmtpSequence.Refusal(State, SmtpVerb.Bdat, Protocol);
        State = refusal is null ? SmtpSessionState.Chunks : State;
        return refusal;
    }

    /// <summary>The only way back, from wherever and for whatever reason: nothing of one transaction may reach the next.</summary>
    public void ResetTransaction()
    {
        State = State is SmtpSessionState.Greeted or SmtpSessionState.Unwelcome ? State : SmtpSessionState.Idle;
        Envelope = null;

        // A new list: the old one belongs to an envelope that the handler may have kept.
        _recipients = [];
    }

    /// <summary>The handshake is done, and all that was said before it might have been said by somebody else (RFC 3207 §4.2).</summary>
    public void Secured(SmtpTlsFacts tls)
    {
        State = SmtpSessionState.Greeted;
        ResetTransaction();
        Peer = Peer with { Hello = null, IsExtended = false, Login = null, Tls = tls };
    }

    // Before EHLO or HELO only MAIL may be forgiven: what else could come then has no use without them.
    private SmtpReply? RefusalBySequence(SmtpVerb verb)
    {
        var refusal = SmtpSequence.Refusal(State, verb, Protocol);
        if (verb != SmtpVerb.Mail || !ReferenceEquals(refusal, HelloReplies.EhloFirst))
        {
            return refusal;
        }

        refusal = conduct.Judge(SmtpViolations.NoHello)?.Refusal;
        State = refusal is null ? SmtpSessionState.Idle : State;
        return refusal;
    }

    // RFC 3207 §4: everything but these, and what moves no mail, needs TLS where the server says so.
    private SmtpReply? RefusalInClear(SmtpVerb verb) =>
        Peer is { Listener.RequireTls: true, Tls: null }
        && verb is not (SmtpVerb.Noop or SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo or SmtpVerb.StartTls or SmtpVerb.Quit
            or SmtpVerb.Rset or SmtpVerb.Help or SmtpVerb.Foreign or SmtpVerb.Unknown)
            ? ServerReplies.TlsFirst
            : null;

    private ValueTask<SmtpReply> ExecuteAsync(SmtpCommand command) => command.Verb switch
    {
        SmtpVerb.Ehlo or SmtpVerb.Lhlo => new(Hello(command.Argument, isExtended: true)),
        SmtpVerb.Helo => new(Hello(command.Argument, isExtended: false)),
        SmtpVerb.Mail => Mail(command.Argument),
        SmtpVerb.Rcpt => Rcpt(command.Argument),
        SmtpVerb.Data => new(command.Argument.IsEmpty ? Data() : ServerReplies.NoArgument),
        SmtpVerb.Rset => new(command.Argument.IsEmpty ? Reset() : ServerReplies.NoArgument),
        SmtpVerb.StartTls => new(command.Argument.IsEmpty ? StartTls() : ServerReplies.NoArgument),
        SmtpVerb.Quit => new(command.Argument.IsEmpty ? ServerReplies.Bye : ServerReplies.NoArgument),
        SmtpVerb.Auth => LogInAsync(login.BeginAsync(Peer, command.Argument)),
        SmtpVerb.Noop => new(ServerReplies.Ok),
        SmtpVerb.Help => new(Help()),
        SmtpVerb.Vrfy => new(ServerReplies.CannotVerify),
        SmtpVerb.Expn => new(ServerReplies.NotImplemented),
        SmtpVerb.Bdat => new(ServerReplies.BadChunk),
        SmtpVerb.Foreign => new(ServerReplies.NotSmtp),
        SmtpVerb.Unknown => new(ServerReplies.Unknown),
    };

    private SmtpReply Hello(ReadOnlySpan<byte> argument, bool isExtended)
    {
        // Only what could break a log or a header is refused: the names that devices give themselves are rarely domains.
        var name = argument.Length <= MaxHello ? Encoding.UTF8.GetString(argument) : null;
        if (name is null || name.Any(char.IsControl))
        {
            return HelloReplies.Syntax(Protocol);
        }

        if (Judge(SmtpHelloName.LapsesOf(argument), isExtended ? SmtpVerb.Ehlo : SmtpVerb.Helo, argument) is not null)
        {
            return HelloReplies.Syntax(Protocol);
        }

        ResetTransaction();
        State = SmtpSessionState.Idle;
        Peer = Peer with { Hello = name.Length == 0 ? null : name, IsExtended = isExtended };
        conduct.SaidHello(Peer.Hello);
        return isExtended ? server.Capabilities.ReplyTo(Peer, server.Authentication?.KeywordFor(Peer)) : server.HeloReply;
    }

    private ValueTask<SmtpReply> Mail(ReadOnlySpan<byte> argument)
    {
        var refusal = SmtpMailArguments.Parse(argument, out var mail)
            ?? SmtpExtensions.Refusal(mail.Parameters, Peer, _options)
            ?? Judge(mail.Lapses, SmtpVerb.Mail, argument)
            ?? RefusalBySize(mail.Parameters.Size ?? 0);
        return refusal is not null ? new(refusal)
            : !budget.AllowsMessage ? new(ServerReplies.TooManyMessages)
            : MailAsync(mail);
    }

    private SmtpReply? RefusalBySize(long size) =>
        size > _options.MaxMessageSize ? ServerReplies.TooLarge
        : server.Spool.Takes(size, server.Memory) ? server.Spool.Disk.HasRoomFor(size) ? null : ServerReplies.OutOfDisk
        : !server.Memory.HasRoomFor(size) ? ServerReplies.Overloaded
        : null;

    private async ValueTask<SmtpReply> MailAsync(SmtpMailArguments mail)
    {
        var envelope = new SmtpEnvelope(Peer, mail.Sender, mail.Parameters, _recipients);
        var reply = await handler.SenderAsync(envelope).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            Envelope = envelope;
            State = SmtpSessionState.Sender;
        }

        return reply;
    }

    private ValueTask<SmtpReply> Rcpt(ReadOnlySpan<byte> argument)
    {
        var refusal = SmtpRcptArguments.Parse(argument, Envelope!.Parameters.Utf8, out var recipient, out var lapses)
            ?? Judge(lapses, SmtpVerb.Rcpt, argument);
        return refusal is not null ? new(refusal)
            : _recipients.Count >= _options.MaxRecipients ? new(ServerReplies.TooManyRecipients)
            : RcptAsync(recipient!);
    }

    private async ValueTask<SmtpReply> RcptAsync(SmtpRecipient recipient)
    {
        var reply = await handler.RecipientAsync(Envelope!, recipient).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            Envelope = recipient.Address.IsInternational ? Declared(Envelope!) : Envelope;
            _recipients.Add(recipient);
            State = SmtpSessionState.Recipients;
        }

        return reply;
    }

    // Forgiven is as good as declared: whoever passes the message on must declare it.
    private static SmtpEnvelope Declared(SmtpEnvelope envelope) =>
        envelope.Parameters.Utf8 ? envelope : envelope with { Parameters = envelope.Parameters with { Utf8 = true } };

    private SmtpReply Data()
    {
        // RFC 3030 §3.
        if (Envelope!.Parameters.Body == SmtpBody.Binary)
        {
            return ServerReplies.BinaryNeedsChunks;
        }

        State = SmtpSessionState.Data;
        return ServerReplies.StartData;
    }

    private async ValueTask<SmtpReply> LogInAsync(ValueTask<SmtpLoginAnswer> step)
    {
        var (reply, user) = await step.ConfigureAwait(false);
        Peer = user is null ? Peer : Peer with { Login = user };
        return reply;
    }

    private SmtpReply StartTls()
    {
        if (_options.Tls is null || Peer.Tls is not null)
        {
            return Peer.Tls is null ? ServerReplies.NotImplemented : ServerReplies.TlsAlready;
        }

        State = SmtpSessionState.Handshake;
        return ServerReplies.StartTls;
    }

    private SmtpReply Help() => HelloReplies.Help(
        Peer, offersTls: _options.Tls is not null && !Peer.IsEncrypted, offersLogin: server.Authentication?.KeywordFor(Peer) is not null);

    private SmtpReply? Judge(SmtpViolations lapses, SmtpVerb verb, ReadOnlySpan<byte> argument) =>
        lapses == SmtpViolations.None ? null : conduct.Judge(lapses, SmtpExamples.Of(verb, argument))?.Refusal;

    private SmtpReply Reset()
    {
        ResetTransaction();
        return ServerReplies.Ok;
    }
}
