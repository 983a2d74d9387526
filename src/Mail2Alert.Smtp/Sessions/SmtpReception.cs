using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Telemetry;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>Takes in the message behind DATA and gets it answered.</summary>
internal sealed class SmtpReception(SmtpServer server, SmtpWire wire, SmtpSessionLifetime lifetime, SmtpHandlerGuard handler, SmtpSessionTrace? trace)
{
    /// <summary>The reply to the end of the data; null when nobody waits for one.</summary>
    public async ValueTask<SmtpReceived> ReceiveAsync(SmtpEnvelope envelope)
    {
        var start = server.Time.GetTimestamp();
        using var content = server.NewContent();
        var reader = new SmtpDataReader(wire, lifetime, server);
        var result = await reader.ReadAsync(content).ConfigureAwait(false);
        server.Metrics.ContentReceived(envelope.Peer, reader.Octets);
        trace?.HeardContent(reader.Octets, result);
        return await ConcludeAsync(envelope, content, result, start).ConfigureAwait(false);
    }

    /// <summary>The message is here, or it is known that it will not be.</summary>
    public async ValueTask<SmtpReceived> ConcludeAsync(SmtpEnvelope envelope, SmtpContentBuffer content, SmtpDataResult result, long start)
    {
        lifetime.StopWaiting();
        var end = server.Time.GetTimestamp();
        var message = new SmtpMessage(server.NextMessageId(), server.Time.GetUtcNow(), envelope, content);
        var reply = result == SmtpDataResult.Complete ? await DeliverAsync(message).ConfigureAwait(false) : ReplyTo(result, message.Id);
        server.Metrics.MessageAnswered(message, result, reply, server.Time.GetElapsedTime(start, end), server.Time.GetElapsedTime(end));
        server.Log.MessageAnswered(message, result, reply, server.Time.GetElapsedTime(start));
        return new(result, reply);
    }

    /// <summary>The reply to what is no message; null when nobody waits for one.</summary>
    public SmtpReply? ReplyTo(SmtpDataResult result) => result switch
    {
        SmtpDataResult.TooLarge or SmtpDataResult.Endless => ServerReplies.TooLarge,
        SmtpDataResult.OutOfMemory => ServerReplies.Overloaded,
        SmtpDataResult.OutOfDisk => ServerReplies.OutOfDisk,
        SmtpDataResult.Crumbs => ServerReplies.TooManyChunks,
        SmtpDataResult.Interrupted => lifetime.IsSilent ? ServerReplies.OutOfTime(lifetime.RanOut) : ServerReplies.ShuttingDown,
        _ => null,
    };

    private SmtpReply? ReplyTo(SmtpDataResult result, string id) => ReplyTo(result) is { } reply ? ServerReplies.Naming(reply, id) : null;

    private async ValueTask<SmtpReply> DeliverAsync(SmtpMessage message)
    {
        var reply = await handler.MessageAsync(message).ConfigureAwait(false);
        return ReferenceEquals(reply, SmtpReplies.Accepted) ? ServerReplies.Queued(message.Id)
            : ReferenceEquals(reply, ServerReplies.ShuttingDown) ? ServerReplies.Naming(reply, message.Id)
            : reply;
    }
}
