using System.Text;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>
/// The state machine: one command in, one reply out. Reading, writing and counting are the session's; this alone decides what a command
/// does to the transaction.
/// </summary>
internal sealed class SmtpDialogue(SmtpServer server, SmtpHandlerGuard handler, SmtpBudget budget, SmtpLogin login, SmtpPeer peer)
{
    // RFC 5321 §4.5.3.1.2: a domain.
    private const int MaxHello = 255;

    private readonly SmtpServerOptions _options = server.Options;
    private List<SmtpRecipient> _recipients = [];

    public SmtpSessionState State { get; private set; } = SmtpSessionState.Greeted;

    public SmtpPeer Peer { get; private set; } = peer;

    /// <summary>The transaction from MAIL on; null outside one.</summary>
    public SmtpEnvelope? Envelope { get; private set; }

    /// <summary>The greeting (RFC 5321 §3.1).</summary>
    public async ValueTask<SmtpReply> ConnectAsync()
    {
        var reply = await handler.ConnectAsync(Peer).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            return reply.Code == 220 ? reply : server.Greeting;
        }

        State = SmtpSessionState.Unwelcome;
        server.Metrics.ConnectionRefused("handler", Peer);
        return reply;
    }

    public ValueTask<SmtpReply> AnswerAsync(SmtpCommand command) =>
        (SmtpSequence.Refusal(State, command.Verb) ?? RefusalInClear(command.Verb)) is { } refusal ? new(refusal) : ExecuteAsync(command);

    /// <summary>A line of a login that is under way: no command, whatever it says.</summary>
    public ValueTask<SmtpReply> LogInAsync(ReadOnlySpan<byte> line) => LogInAsync(login.ContinueAsync(Peer, line));

    /// <summary>Null when a chunk may come now, and with it the message has begun; else the reply that waits until the chunk is read.</summary>
    public SmtpReply? BeginChunk()
    {
        var refusal = SmtpSequence.Refusal(State, SmtpVerb.Bdat);
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

    // RFC 3207 §4: everything but these, and what moves no mail, needs TLS where the server says so.
    private SmtpReply? RefusalInClear(SmtpVerb verb) =>
        Peer is { Listener.RequireTls: true, Tls: null }
        && verb is not (SmtpVerb.Noop or SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.StartTls or SmtpVerb.Quit
            or SmtpVerb.Rset or SmtpVerb.Help or SmtpVerb.Foreign or SmtpVerb.Unknown)
            ? ServerReplies.TlsFirst
            : null;

    private ValueTask<SmtpReply> ExecuteAsync(SmtpCommand command) => command.Verb switch
    {
        SmtpVerb.Ehlo => new(Hello(command.Argument, isExtended: true)),
        SmtpVerb.Helo => new(Hello(command.Argument, isExtended: false)),
        SmtpVerb.Mail => Mail(command.Argument),
        SmtpVerb.Rcpt => Rcpt(command.Argument),
        SmtpVerb.Data => new(command.Argument.IsEmpty ? Data() : ServerReplies.NoArgument),
        SmtpVerb.Rset => new(command.Argument.IsEmpty ? Reset() : ServerReplies.NoArgument),
        SmtpVerb.StartTls => new(command.Argument.IsEmpty ? StartTls() : ServerReplies.NoArgument),
        SmtpVerb.Quit => new(command.Argument.IsEmpty ? ServerReplies.Bye : ServerReplies.NoArgument),
        SmtpVerb.Auth => LogInAsync(login.BeginAsync(Peer, command.Argument)),
        SmtpVerb.Noop => new(ServerReplies.Ok),
        SmtpVerb.Help => new(ServerReplies.Help),
        SmtpVerb.Vrfy => new(ServerReplies.CannotVerify),
        SmtpVerb.Expn => new(ServerReplies.NotImplemented),
        SmtpVerb.Bdat => new(ServerReplies.BadChunk),
        SmtpVerb.Foreign => new(ServerReplies.NotSmtp),
        SmtpVerb.Unknown => new(ServerReplies.Unknown),
    };

    private SmtpReply Hello(ReadOnlySpan<byte> argument, bool isExtended)
    {
        // Only what could break a log or a header is refused: the names that devices give themselves are rarely domains.
        if (argument.Length is 0 or > MaxHello || argument.ContainsAnyInRange((byte)0, (byte)31) || argument.Contains((byte)127))
        {
            return ServerReplies.HelloSyntax;
        }

        ResetTransaction();
        State = SmtpSessionState.Idle;
        Peer = Peer with { Hello = Encoding.UTF8.GetString(argument), IsExtended = isExtended };
        return isExtended ? server.Capabilities.ReplyTo(Peer, server.Authentication?.KeywordFor(Peer)) : server.HeloReply;
    }

    private ValueTask<SmtpReply> Mail(ReadOnlySpan<byte> argument)
    {
        var refusal = SmtpMailArguments.Parse(argument, out var mail) ?? RefusalBySize(mail.Parameters.Size ?? 0);
        return refusal is not null ? new(refusal)
            : !budget.AllowsMessage ? new(ServerReplies.TooManyMessages)
            : MailAsync(mail);
    }

    private SmtpReply? RefusalBySize(long size) =>
        size > _options.MaxMessageSize ? ServerReplies.TooLarge
        : size > _options.SpoolThreshold ? server.Spool.Disk.HasRoomFor(size) ? null : ServerReplies.OutOfDisk
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
        var refusal = SmtpRcptArguments.Parse(argument, Envelope!.Parameters.Utf8, out var recipient);
        return refusal is not null ? new(refusal)
            : _recipients.Count >= _options.MaxRecipients ? new(ServerReplies.TooManyRecipients)
            : RcptAsync(recipient!);
    }

    private async ValueTask<SmtpReply> RcptAsync(SmtpRecipient recipient)
    {
        var reply = await handler.RecipientAsync(Envelope!, recipient).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            _recipients.Add(recipient);
            State = SmtpSessionState.Recipients;
        }

        return reply;
    }

    private SmtpReply Data()
    {
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

    private SmtpReply Reset()
    {
        ResetTransaction();
        return ServerReplies.Ok;
    }
}
