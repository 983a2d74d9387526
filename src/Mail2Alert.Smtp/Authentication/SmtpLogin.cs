using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>
/// AUTH in one session (RFC 4954 §4): each line of the exchange gets exactly one reply, and only one of them ends it.
/// </summary>
/// <param name="authentication">Null where nobody can log in.</param>
/// <param name="handler">Asks for us.</param>
/// <param name="lifetime">Knows when nobody waits for the answer any more.</param>
internal sealed class SmtpLogin(SmtpAuthentication? authentication, SmtpHandlerGuard handler, SmtpSessionLifetime lifetime)
{
    private SmtpAttempt? _attempt;
    private int _failures;

    /// <summary>True when the next line belongs to the exchange and is no command.</summary>
    public bool IsUnderWay => _attempt is not null;

    public ValueTask<SmtpLoginAnswer> BeginAsync(SmtpPeer peer, ReadOnlySpan<byte> argument)
    {
        var space = argument.IndexOf((byte)' ');
        var name = space < 0 ? argument : argument[..space];
        var response = argument[name.Length..].TrimStart((byte)' ');
        if (Refusal(peer, name) is { } refusal)
        {
            return new(refusal);
        }

        _attempt = authentication!.Begin(peer, name);
        return _attempt is not { Exchange: var exchange } ? new(SmtpLoginReplies.UnknownMechanism)
            : response.IsEmpty ? new(SmtpLoginReplies.Challenge(exchange.FirstChallenge))
            : !exchange.TakesInitialResponse ? new(Break(SmtpLoginReplies.NoInitialResponse))
            : response.SequenceEqual("="u8) ? StepAsync(peer, [])
            : RespondAsync(peer, response);
    }

    public ValueTask<SmtpLoginAnswer> ContinueAsync(SmtpPeer peer, ReadOnlySpan<byte> line) =>
        line.SequenceEqual("*"u8) ? new(Break(SmtpLoginReplies.Cancelled)) : RespondAsync(peer, line);

    /// <summary>A line got lost, so the exchange is over.</summary>
    public void Drop() => _attempt = null;

    private SmtpReply? Refusal(SmtpPeer peer, ReadOnlySpan<byte> mechanism) =>
        authentication is null || !peer.Listener.OffersLogin ? ServerReplies.NotImplemented
        : peer.Login is not null ? SmtpLoginReplies.Twice
        : mechanism.IsEmpty ? SmtpLoginReplies.Syntax
        : !authentication.IsOpenTo(peer) ? SmtpLoginReplies.NeedsEncryption
        : authentication.Lockout.Holds(peer.Remote?.Address) ? SmtpLoginReplies.LockedOut
        : null;

    private ValueTask<SmtpLoginAnswer> RespondAsync(SmtpPeer peer, ReadOnlySpan<byte> base64) =>
        SmtpBase64.TryDecode(base64.TrimEnd((byte)' '), out var response)
            ? StepAsync(peer, response)
            : new(Break(SmtpLoginReplies.NotBase64));

    // Looked at before and behind the answer: who began many attempts at once learns from none that ends after the lock.
    private async ValueTask<SmtpLoginAnswer> StepAsync(SmtpPeer peer, byte[] response)
    {
        if (authentication!.Lockout.Holds(peer.Remote?.Address))
        {
            return End(SmtpLoginResult.LockedOut, SmtpLoginReplies.LockedOut);
        }

        var step = await handler.LoginAsync(peer, _attempt!.Exchange, response).ConfigureAwait(false);
        return step is SmtpAuthStep.Challenge challenge
            ? SmtpLoginReplies.Challenge(challenge.Text)
            : await ConcludeAsync(peer, step).ConfigureAwait(false);
    }

    private ValueTask<SmtpLoginAnswer> ConcludeAsync(SmtpPeer peer, SmtpAuthStep? step) => step switch
    {
        null => new(End(SmtpLoginResult.Unavailable, SmtpLoginReplies.Unavailable)),
        SmtpAuthStep.Malformed => new(Break(SmtpLoginReplies.Malformed)),
        _ when authentication!.Lockout.Holds(peer.Remote?.Address) => new(End(SmtpLoginResult.LockedOut, SmtpLoginReplies.LockedOut)),
        SmtpAuthStep.Granted granted => new(Grant(peer, granted.User)),
        SmtpAuthStep.Denied denied => DenyAsync(peer, denied.User),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private SmtpLoginAnswer Grant(SmtpPeer peer, string user)
    {
        authentication!.Lockout.Succeeded(peer.Remote?.Address);
        authentication.Log.LoggedIn(peer, user, _attempt!.Mechanism);
        return End(SmtpLoginResult.Success, SmtpLoginReplies.Success) with { User = user };
    }

    private async ValueTask<SmtpLoginAnswer> DenyAsync(SmtpPeer peer, string user)
    {
        authentication!.Log.LoginFailed(peer, user, _attempt!.Mechanism);
        var answer = End(SmtpLoginResult.Failure, SmtpLoginReplies.Failure);
        if (!await lifetime.PauseAsync(authentication.Lockout.Failed(peer.Remote?.Address)).ConfigureAwait(false))
        {
            return ServerReplies.ShuttingDown;
        }

        _failures++;
        return _failures >= authentication.Options.MaxFailuresPerSession || authentication.Lockout.Holds(peer.Remote?.Address)
            ? SmtpLoginReplies.TooManyFailures
            : answer;
    }

    private SmtpLoginAnswer Break(SmtpReply reply) => End(SmtpLoginResult.Broken, reply);

    private SmtpLoginAnswer End(SmtpLoginResult result, SmtpReply reply)
    {
        authentication!.Metrics.Ended(_attempt!.Mechanism, result);
        _attempt = null;
        return reply;
    }
}
