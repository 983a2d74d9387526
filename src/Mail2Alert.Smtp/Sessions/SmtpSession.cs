using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Tls;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>One client's dialogue, over any pipe: read, decide, reply, until there is a reason to end.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    // How long the last reply may take to leave. RFC 5321 names no time; a client that is still there takes it at once.
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(10);

    private readonly SmtpServer _server;
    private readonly SmtpWire _wire;
    private readonly SmtpLineReader _lines;
    private readonly SmtpSessionLifetime _lifetime;
    private readonly SmtpBudget _budget;
    private readonly SmtpDialogue _dialogue;
    private readonly SmtpLogin _login;
    private readonly SmtpReception _reception;
    private readonly SmtpChunkReception _chunks;
    private readonly SmtpTlsHandshake _handshake;
    private SmtpSessionEnd? _end;

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
        _budget = new SmtpBudget(server.Options);
        var handler = new SmtpHandlerGuard(server, _lifetime);
        _login = new SmtpLogin(server.Authentication, handler, _lifetime.Closed);
        _dialogue = new SmtpDialogue(server, handler, _budget, _login, peer);
        _reception = new SmtpReception(server, _wire, _lifetime, handler);
        _chunks = new SmtpChunkReception(server, _wire, _lifetime, _reception);
        _handshake = new SmtpTlsHandshake(server, _wire, _lifetime);
    }

    public async Task<SmtpSessionEnd> RunAsync()
    {
        if (_server.Options.Tls is { IsImplicit: true })
        {
            await SecureAsync().ConfigureAwait(false);
        }

        if (_end is null)
        {
            Send(await _dialogue.ConnectAsync().ConfigureAwait(false), SmtpSessionEnd.Refused);
        }

        while (_end is null)
        {
            await StepAsync().ConfigureAwait(false);
        }

        return await SayFarewellAsync(_end.Value).ConfigureAwait(false);
    }

    /// <summary>Ends the session as soon as no transaction is in flight. Any thread may call it.</summary>
    public void Stop() => _lifetime.Stop();

    public async ValueTask DisposeAsync()
    {
        _chunks.Dispose();
        await _lifetime.DisposeAsync().ConfigureAwait(false);
        await _wire.DisposeAsync().ConfigureAwait(false);
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
        if (EndFromOutside() is { } end)
        {
            Send(end == SmtpSessionEnd.TimedOut ? ServerReplies.TimedOut : ServerReplies.ShuttingDown, end);
            return;
        }

        // Once for the whole line: a client that sends an octet now and then gets no more time than one that is silent.
        _lifetime.Allow(_server.Options.CommandTimeout);
        _lines.IsLogin = _login.IsUnderWay;
        var status = await _lines.ReadAsync().ConfigureAwait(false);
        _lifetime.StopWaiting();
        await ActOnAsync(status).ConfigureAwait(false);
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
                return AnswerAsync();
            case SmtpLineStatus.TooLong:
                _login.Drop();
                Reply(SmtpVerb.Unknown, ServerReplies.LineTooLong);
                break;
            case SmtpLineStatus.TlsHandshake:
                Reply(SmtpVerb.Foreign, ServerReplies.NotTls);
                break;
            case SmtpLineStatus.Closed:
                _end = SmtpSessionEnd.Lost;
                break;
        }

        return default;
    }

    private async ValueTask AnswerAsync()
    {
        if (_login.IsUnderWay)
        {
            Reply(SmtpVerb.Auth, await _dialogue.LogInAsync(_lines.Line).ConfigureAwait(false));
            return;
        }

        var command = SmtpCommandParser.Parse(_lines.Line);
        var verb = command.Verb;
        if (verb == SmtpVerb.Bdat)
        {
            await ReceiveAsync(SmtpChunk.Parse(command.Argument)).ConfigureAwait(false);
        }
        else
        {
            Reply(verb, await _dialogue.AnswerAsync(command).ConfigureAwait(false));
        }

        DropChunksOutsideTransaction();
    }

    private async ValueTask ReceiveAsync()
    {
        var (result, reply) = await _reception.ReceiveAsync(_dialogue.Envelope!).ConfigureAwait(false);
        EndMessage(SmtpVerb.Data, result, reply);
    }

    private ValueTask ReceiveAsync(SmtpChunk? chunk)
    {
        if (chunk is { } announced)
        {
            return _dialogue.BeginChunk() is { } refusal ? DrainAsync(announced, refusal) : ReceiveAsync(announced);
        }

        Reply(SmtpVerb.Bdat, ServerReplies.BadChunk);
        return default;
    }

    private async ValueTask ReceiveAsync(SmtpChunk chunk)
    {
        var (result, reply) = await _chunks.ReceiveAsync(chunk, _dialogue.Envelope!).ConfigureAwait(false);
        if (result == SmtpDataResult.Partial)
        {
            Reply(SmtpVerb.Bdat, reply!);
            return;
        }

        EndMessage(SmtpVerb.Bdat, result, reply);
    }

    // An error leaves nothing of the transaction: the client may have sent more chunks already, and each must be refused.
    private async ValueTask DrainAsync(SmtpChunk chunk, SmtpReply refusal)
    {
        var (result, reply) = await _chunks.DrainAsync(chunk, refusal).ConfigureAwait(false);
        _dialogue.ResetTransaction();
        Conclude(SmtpVerb.Bdat, result, reply is null ? null : _budget.Charge(SmtpVerb.Bdat, reply));
    }

    private void DropChunksOutsideTransaction()
    {
        if (_dialogue.State != SmtpSessionState.Chunks)
        {
            _chunks.Dispose();
        }
    }

    private void EndMessage(SmtpVerb verb, SmtpDataResult result, SmtpReply? reply)
    {
        _dialogue.ResetTransaction();
        _budget.MessageEnded(reply is { IsPositive: true });
        Conclude(verb, result, reply);
    }

    // Nothing is said in clear after a failure: it would look like what it must protect from. Only on a port of TLS's own is the mistake named.
    private async ValueTask SecureAsync()
    {
        var options = _server.Options.Tls!;
        var (facts, failure, _) = await _handshake.RunAsync(options, _dialogue.Peer).ConfigureAwait(false);
        if (facts is not null)
        {
            _dialogue.Secured(facts);
        }
        else if (failure == SmtpTlsFailure.ClearText && options.IsImplicit)
        {
            Send(ServerReplies.NotClear, SmtpSessionEnd.WrongProtocol);
        }

        _end ??= facts is null ? EndFromOutside() ?? SmtpSessionEnd.NoTls : null;
    }

    private void Conclude(SmtpVerb verb, SmtpDataResult result, SmtpReply? reply)
    {
        if (reply is null)
        {
            _end = SmtpSessionEnd.Lost;
            return;
        }

        _server.Metrics.CommandAnswered(verb, reply);
        Send(reply, EndFromOutside() ?? SmtpSessionEnd.Refused);
        _end ??= result == SmtpDataResult.Endless ? SmtpSessionEnd.Refused : null;
    }

    private void Reply(SmtpVerb verb, SmtpReply answer)
    {
        var reply = _budget.Charge(verb, answer);
        _server.Metrics.CommandAnswered(verb, reply);
        if (verb == SmtpVerb.Foreign)
        {
            _server.Log.WrongProtocol(_dialogue.Peer, reply);
        }

        Send(reply, verb == SmtpVerb.Foreign ? SmtpSessionEnd.WrongProtocol : SmtpSessionEnd.Refused);
        _end ??= ReferenceEquals(reply, ServerReplies.Bye) ? SmtpSessionEnd.Quit : null;
    }

    private void Send(SmtpReply reply, SmtpSessionEnd endIfClosing)
    {
        _wire.Write(reply);
        _end ??= reply.ClosesConnection ? endIfClosing : null;
    }

    // An interruption that found nobody flushing cancels the first attempt, so only the second one tells.
    private async ValueTask<SmtpSessionEnd> SayFarewellAsync(SmtpSessionEnd end)
    {
        await _wire.CloseAsync().ConfigureAwait(false);
        return await TryFlushAsync().ConfigureAwait(false) || await TryFlushAsync().ConfigureAwait(false) ? end : SmtpSessionEnd.Stalled;
    }

    private ValueTask<bool> TryFlushAsync()
    {
        _lifetime.Allow(FarewellTimeout);
        return _wire.FlushAsync();
    }
}
