using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Telemetry;
using Mail2Alert.Smtp.Tls;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>One client's dialogue, over any pipe: read, decide, reply, until there is a reason to end.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpServer _server;
    private readonly SmtpWire _wire;
    private readonly SmtpLineReader _lines;
    private readonly SmtpSessionLifetime _lifetime;
    private readonly SmtpBudget _budget;
    private readonly SmtpConduct _conduct;
    private readonly SmtpDialogue _dialogue;
    private readonly SmtpLogin _login;
    private readonly SmtpReception _reception;
    private readonly SmtpChunkReception _chunks;
    private readonly SmtpTlsHandshake _handshake;
    private readonly SmtpSessionClock _clock;
    private readonly SmtpSessionTrace? _trace;
    private readonly SmtpVoice _voice;
    private long _heard;

    /// <summary>Joins the parts of a session.</summary>
    /// <param name="server">What all sessions share.</param>
    /// <param name="pipe">The bytes from and to the client.</param>
    /// <param name="peer">The client.</param>
    /// <param name="connectionClosed">Cancelled when the client is gone, also while nobody reads the pipe.</param>
    public SmtpSession(SmtpServer server, IDuplexPipe pipe, SmtpPeer peer, CancellationToken connectionClosed)
    {
        _server = server;
        _wire = new SmtpWire(pipe);
        _lines = new SmtpLineReader(_wire, server.Options.MaxLineLength) { OffersAuth = server.Authentication is not null };
        _lifetime = new SmtpSessionLifetime(server, _wire, connectionClosed);
        _clock = new SmtpSessionClock(server);
        _trace = server.Options.Trace.Begin(peer, server.TraceLog);
        _budget = new SmtpBudget(server.Options);
        _conduct = new SmtpConduct(server, peer);
        var handler = new SmtpHandlerGuard(server, _lifetime);
        _login = new SmtpLogin(server.Authentication, handler, _lifetime);
        _dialogue = new SmtpDialogue(server, handler, _budget, _login, _conduct, peer);
        _voice = new SmtpVoice(server, _wire, _lifetime, _budget, _dialogue, _trace);
        _reception = new SmtpReception(server, _wire, _lifetime, handler, _conduct, _trace);
        _chunks = new SmtpChunkReception(server, _wire, _lifetime, _reception);
        _handshake = new SmtpTlsHandshake(server, _wire, _lifetime);
    }

    public async Task<SmtpSessionEnd> RunAsync()
    {
        var end = SmtpSessionEnd.Broke;
        try
        {
            if (_dialogue.Peer.Listener.ImplicitTls)
            {
                await SecureAsync().ConfigureAwait(false);
            }

            if (_voice.End is null)
            {
                await GreetAsync().ConfigureAwait(false);
            }

            while (_voice.End is null)
            {
                await StepAsync().ConfigureAwait(false);
            }

            return end = await _voice.SayFarewellAsync(_voice.End.Value).ConfigureAwait(false);
        }
        finally
        {
            Report(end);
        }
    }

    /// <summary>Ends the session as soon as no transaction is in flight. Any thread may call it.</summary>
    public void Stop() => _lifetime.Stop();

    public async ValueTask DisposeAsync()
    {
        _chunks.Dispose();
        await _lifetime.DisposeAsync().ConfigureAwait(false);
        await _wire.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask GreetAsync()
    {
        var reply = await _dialogue.ConnectAsync().ConfigureAwait(false);
        if (_dialogue.Peer.Listener.GreetingDelay is var delay && delay > TimeSpan.Zero)
        {
            await _lifetime.PauseAsync(delay).ConfigureAwait(false);
        }

        var lapses = _wire.HasInput() ? SmtpViolations.EarlyTalk : SmtpViolations.None;
        var unforgiven = _conduct.Judge(lapses);
        _voice.Send(reply.IsPositive && unforgiven is not null ? unforgiven.Refusal : reply, SmtpSessionEnd.Refused);
        _voice.EndBy(unforgiven is { Closes: true } ? SmtpSessionEnd.Refused : null);
    }

    private ValueTask StepAsync() => _dialogue.State switch
    {
        SmtpSessionState.Data => ReceiveAsync(),
        SmtpSessionState.Handshake => SecureAsync(),
        _ => ConverseAsync(),
    };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ConverseAsync()
    {
        if (_budget.OwesDelay)
        {
            // The reply lies there unsent.
            _server.Metrics.LimitReached(SmtpLimit.ErrorDelay, _dialogue.Peer);
            await _lifetime.PauseAsync(_server.Options.ErrorDelay).ConfigureAwait(false);
        }

        var patience = Patience();
        if (EndFromOutside() is { } end)
        {
            _voice.Send(end == SmtpSessionEnd.TimedOut ? ServerReplies.OutOfTime(_lifetime.RanOut) : ServerReplies.ShuttingDown, end);
            return;
        }

        // Once for the whole line: a client that sends an octet now and then gets no more time than one that is silent.
        _lifetime.Allow(patience);
        _lines.IsLogin = _login.IsUnderWay;
        var status = await _lines.ReadAsync().ConfigureAwait(false);
        _lifetime.StopWaiting();
        _heard = _server.Time.GetTimestamp();
        await ActOnAsync(status).ConfigureAwait(false);
    }

    // A client that never pauses meets the end of the session here.
    private SmtpPatience Patience()
    {
        var patience = new SmtpPatience(_server.Options.CommandTimeout, SmtpLimit.CommandTime)
            .OrSooner(_clock.Left(inTransaction: _dialogue.Envelope is not null));
        patience = _chunks.Left is { } left ? patience.OrSooner(left) : patience;
        if (patience.Time <= TimeSpan.Zero)
        {
            _lifetime.RunOut(patience.Limit);
        }

        return patience;
    }

    private SmtpSessionEnd? EndFromOutside() =>
        _lifetime.IsSilent ? SmtpSessionEnd.TimedOut
        : _lifetime.MustEnd || (_lifetime.IsStopping && _dialogue.Envelope is null) ? SmtpSessionEnd.Stopping
        : null;

    private ValueTask ActOnAsync(SmtpLineStatus status)
    {
        switch (status)
        {
            case SmtpLineStatus.Line:
                return IsLineRefused() ? default : AnswerAsync();
            case SmtpLineStatus.TooLong:
                _login.Drop();
                _trace?.HeardTooMuch();
                _voice.Reply(SmtpVerb.Unknown, ServerReplies.LineTooLong, _heard);
                break;
            case SmtpLineStatus.TlsHandshake:
                _voice.Reply(SmtpVerb.Foreign, ServerReplies.NotTls, _heard);
                break;
            case SmtpLineStatus.Closed:
                _voice.EndBy(SmtpSessionEnd.Lost);
                break;
        }

        return default;
    }

    // How the line came; what it says is looked at later, if at all.
    private bool IsLineRefused()
    {
        if (_lines is { Lapses: SmtpViolations.None, HasMore: false })
        {
            return false;
        }

        var verb = _login.IsUnderWay ? SmtpVerb.Auth : SmtpCommandParser.Parse(_lines.Line).Verb;
        var isEarly = _lines.HasMore && SmtpSequence.MustWait(verb, _dialogue.Peer.IsExtended);
        var lapses = _lines.Lapses | (isEarly ? SmtpViolations.EarlyCommand : SmtpViolations.None);
        if (_conduct.Judge(lapses, SmtpExamples.Of(verb, [])) is not { } unforgiven)
        {
            return false;
        }

        _voice.Reply(verb, unforgiven.Refusal, _heard);
        _voice.EndBy(unforgiven.Closes ? SmtpSessionEnd.Refused : null);
        return true;
    }

    private async ValueTask AnswerAsync()
    {
        if (_login.IsUnderWay)
        {
            _trace?.HeardLogin();
            _voice.Reply(SmtpVerb.Auth, await _dialogue.LogInAsync(_lines.Line).ConfigureAwait(false), _heard);
            return;
        }

        var command = SmtpCommandParser.Parse(_lines.Line);
        var verb = command.Verb;
        _trace?.Heard(_lines.Line, verb);
        if (verb == SmtpVerb.Bdat)
        {
            await ReceiveAsync(SmtpChunk.Parse(command.Argument)).ConfigureAwait(false);
        }
        else
        {
            _voice.Reply(verb, await _dialogue.AnswerAsync(command).ConfigureAwait(false), _heard);
        }

        DropChunksOutsideTransaction();
    }

    private async ValueTask ReceiveAsync()
    {
        EndMessage(SmtpVerb.Data, await _reception.ReceiveAsync(_dialogue.Envelope!).ConfigureAwait(false));
    }

    private ValueTask ReceiveAsync(SmtpChunk? chunk)
    {
        if (chunk is { } announced)
        {
            return _dialogue.BeginChunk() is { } refusal ? DrainAsync(announced, refusal) : ReceiveAsync(announced);
        }

        _voice.Reply(SmtpVerb.Bdat, ServerReplies.BadChunk, _heard);
        return default;
    }

    private async ValueTask ReceiveAsync(SmtpChunk chunk)
    {
        var received = await _chunks.ReceiveAsync(chunk, _dialogue.Envelope!).ConfigureAwait(false);
        if (received.Result == SmtpDataResult.Partial)
        {
            _voice.Reply(SmtpVerb.Bdat, received.Reply!, _heard);
            return;
        }

        EndMessage(SmtpVerb.Bdat, received);
    }

    // An error leaves nothing of the transaction: the client may have sent more chunks already, and each must be refused.
    private async ValueTask DrainAsync(SmtpChunk chunk, SmtpReply refusal)
    {
        var received = await _chunks.DrainAsync(chunk, refusal).ConfigureAwait(false);
        _dialogue.ResetTransaction();
        var reply = received.Reply is { } answer ? _budget.Charge(SmtpVerb.Bdat, answer) : null;
        Conclude(SmtpVerb.Bdat, received with { Reply = reply });
    }

    private void DropChunksOutsideTransaction()
    {
        if (_dialogue.State != SmtpSessionState.Chunks)
        {
            _chunks.Dispose();
        }
    }

    private void EndMessage(SmtpVerb verb, SmtpReceived received)
    {
        _dialogue.ResetTransaction();
        _budget.MessageEnded(received.Accepted > 0);
        Conclude(verb, received);
    }

    private void Conclude(SmtpVerb verb, SmtpReceived received) =>
        _voice.Conclude(verb, received, EndFromOutside() ?? SmtpSessionEnd.Refused);

    // Nothing is said in clear after a failure: it would look like what it must protect from. Only on a port of TLS's own is the mistake named.
    private async ValueTask SecureAsync()
    {
        var peer = _dialogue.Peer;
        var (facts, failure, _) = await _handshake.RunAsync(_server.Options.Tls!, peer).ConfigureAwait(false);
        _trace?.Secured(facts);
        if (facts is not null)
        {
            _dialogue.Secured(facts);
        }
        else if (failure == SmtpTlsFailure.ClearText && peer.Listener.ImplicitTls)
        {
            _voice.Send(ServerReplies.NotClear, SmtpSessionEnd.WrongProtocol);
        }

        _voice.EndBy(facts is null ? EndFromOutside() ?? SmtpSessionEnd.NoTls : null);
    }

    private void Report(SmtpSessionEnd end)
    {
        _server.Metrics.LimitReached(_lifetime.RanOut, _dialogue.Peer);
        var summary = new SmtpSessionSummary(_dialogue.Peer, end, _voice.LimitOf(end), _clock.Elapsed, _budget.Messages, _budget.Errors);
        _server.Metrics.SessionEnded(summary);
        _server.Log.SessionEnded(summary);
        _trace?.Ended(summary);
    }
}
