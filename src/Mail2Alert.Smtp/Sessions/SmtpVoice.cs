using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Telemetry;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>Says the replies of a session, counts them, and knows whether one of them, or anything else, has ended it.</summary>
internal sealed class SmtpVoice(
    SmtpServer server, SmtpWire wire, SmtpSessionLifetime lifetime, SmtpBudget budget, SmtpDialogue dialogue, SmtpSessionTrace? trace)
{
    // How long the last reply may take to leave. RFC 5321 names no time; a client that is still there takes it at once.
    private static readonly SmtpPatience Farewell = new(TimeSpan.FromSeconds(10), SmtpLimit.FarewellTime);

    private SmtpLimit _lastLimit;

    /// <summary>Why the session is over; null while it is not.</summary>
    public SmtpSessionEnd? End { get; private set; }

    /// <summary>The first reason counts.</summary>
    public void EndBy(SmtpSessionEnd? end) => End ??= end;

    /// <summary>The bound that ended the session.</summary>
    public SmtpLimit LimitOf(SmtpSessionEnd end) =>
        lifetime.RanOut != SmtpLimit.None ? lifetime.RanOut : end == SmtpSessionEnd.Refused ? _lastLimit : SmtpLimit.None;

    /// <summary>The reply to a command, which may have been one error too many.</summary>
    /// <param name="verb">The command.</param>
    /// <param name="answer">What it deserves.</param>
    /// <param name="heard">When it came.</param>
    public void Reply(SmtpVerb verb, SmtpReply answer, long heard)
    {
        var reply = budget.Charge(verb, answer);
        server.Metrics.CommandAnswered(verb, reply, dialogue.Peer);
        server.Metrics.CommandTook(verb, server.Time.GetElapsedTime(heard));
        if (verb == SmtpVerb.Foreign)
        {
            server.Log.WrongProtocol(dialogue.Peer, reply);
        }

        Send(reply, verb == SmtpVerb.Foreign ? SmtpSessionEnd.WrongProtocol : SmtpSessionEnd.Refused);
        EndBy(ReferenceEquals(reply, ServerReplies.Bye) ? SmtpSessionEnd.Quit : null);
    }

    /// <summary>The reply to a message, or to what is none.</summary>
    /// <param name="verb">How it came.</param>
    /// <param name="received">What came of it.</param>
    /// <param name="endIfClosing">The reason when the reply closes the session.</param>
    public void Conclude(SmtpVerb verb, SmtpReceived received, SmtpSessionEnd endIfClosing)
    {
        if (received.Reply is not { } reply)
        {
            EndBy(SmtpSessionEnd.Lost);
            return;
        }

        server.Metrics.CommandAnswered(verb, reply, dialogue.Peer);

        // Where there is a reply for each recipient, all of them are sent, even behind one that closes the session.
        for (var i = 0; i < (received.Each?.Count ?? 1); i++)
        {
            Send(received.Each is null ? reply : received.Each[i], endIfClosing);
        }

        EndBy(received.Result == SmtpDataResult.Endless ? SmtpSessionEnd.Refused : null);
    }

    public void Send(SmtpReply reply, SmtpSessionEnd endIfClosing)
    {
        trace?.Said(reply);
        server.Metrics.LimitReached(reply.Limit, dialogue.Peer);
        wire.Write(reply);
        EndBy(reply.ClosesConnection ? endIfClosing : null);
        _lastLimit = reply.Limit;
    }

    // An interruption that found nobody flushing cancels the first attempt, so only the second one tells.
    public async ValueTask<SmtpSessionEnd> SayFarewellAsync(SmtpSessionEnd end)
    {
        await wire.CloseAsync().ConfigureAwait(false);
        return await TryFlushAsync().ConfigureAwait(false) || await TryFlushAsync().ConfigureAwait(false) ? end : SmtpSessionEnd.Stalled;
    }

    private ValueTask<bool> TryFlushAsync()
    {
        lifetime.Allow(Farewell);
        return wire.FlushAsync();
    }
}
