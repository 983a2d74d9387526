using System.Runtime.CompilerServices;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>Asks the handler, takes the time it needs, and turns what it throws into a reply.</summary>
internal sealed class SmtpHandlerGuard(SmtpServer server, SmtpSessionLifetime lifetime)
{
    public ValueTask<SmtpReply> ConnectAsync(SmtpPeer peer) =>
        AskAsync(SmtpStage.Connect, peer.ConnectionId, peer, static (handler, peer, token) => handler.OnConnectAsync(peer, token));

    public ValueTask<SmtpReply> SenderAsync(SmtpEnvelope envelope) =>
        AskAsync(SmtpStage.Sender, envelope.Peer.ConnectionId, envelope,
            static (handler, envelope, token) => handler.OnSenderAsync(envelope, token));

    public ValueTask<SmtpReply> RecipientAsync(SmtpEnvelope envelope, SmtpRecipient recipient) =>
        AskAsync(SmtpStage.Recipient, envelope.Peer.ConnectionId, (envelope, recipient),
            static (handler, its, token) => handler.OnRecipientAsync(its.envelope, its.recipient, token));

    public ValueTask<SmtpVerdict> MessageAsync(SmtpMessage message) =>
        AskAsync(SmtpStage.Message, message.Id, message, DecideAsync, static reply => reply);

    /// <summary>What the mechanism says to the client's response; null when the authenticator failed or nobody waits any more.</summary>
    public async ValueTask<SmtpAuthStep?> LoginAsync(SmtpPeer peer, ISmtpExchange exchange, byte[] response)
    {
        SmtpAuthStep? step = null;
        await AskAsync(SmtpStage.Login, peer.ConnectionId, exchange, async (_, exchange, token) =>
        {
            step = await exchange.AnswerAsync(response, token).ConfigureAwait(false);
            return SmtpReplies.Accepted;
        }).ConfigureAwait(false);
        return step;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<SmtpVerdict> DecideAsync(ISmtpHandler handler, SmtpMessage message, CancellationToken cancellationToken)
    {
        var verdict = await handler.OnMessageAsync(message, cancellationToken).ConfigureAwait(false);
        return verdict.Fits(message.Envelope.Recipients.Count)
            ? verdict
            : throw new InvalidOperationException("The handler gave neither one reply nor one for each recipient.");
    }

    private ValueTask<SmtpReply> AskAsync<T>(
        SmtpStage stage, string reference, T question, Func<ISmtpHandler, T, CancellationToken, ValueTask<SmtpReply>> ask) =>
        AskAsync(stage, reference, question, ask, static reply => reply);

    private async ValueTask<TAnswer> AskAsync<T, TAnswer>(
        SmtpStage stage,
        string reference,
        T question,
        Func<ISmtpHandler, T, CancellationToken, ValueTask<TAnswer>> ask,
        Func<SmtpReply, TAnswer> excuse)
    {
        var start = server.Time.GetTimestamp();
        try
        {
            return await lifetime.WatchAsync(ask(server.Handler, question, lifetime.Aborted)).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The handler returned no reply.");
        }
        catch (OperationCanceledException) when (lifetime.Aborted.IsCancellationRequested)
        {
            return excuse(ServerReplies.ShuttingDown);
        }
#pragma warning disable CA1031 // The one place where a bug in a handler ends: it costs this reply, not the connection or the server.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            server.Log.HandlerFailed(stage, reference, exception);
            return excuse(ServerReplies.InternalError(reference));
        }
        finally
        {
            server.Metrics.HandlerAnswered(stage, server.Time.GetElapsedTime(start));
        }
    }
}
