using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Telemetry;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>Takes in the message behind DATA and gets it answered.</summary>
internal sealed class SmtpReception(
    SmtpServer server, SmtpWire wire, SmtpSessionLifetime lifetime, SmtpHandlerGuard handler, SmtpConduct conduct, SmtpSessionTrace? trace)
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
        var received = result == SmtpDataResult.Complete
            ? Received(message, conduct.Judge(message, content) ?? await handler.MessageAsync(message).ConfigureAwait(false))
            : Refused(message, result);
        server.Metrics.MessageAnswered(message, received, server.Time.GetElapsedTime(start, end), server.Time.GetElapsedTime(end));
        server.Log.MessageAnswered(message, received, server.Time.GetElapsedTime(start));
        return received;
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

    private static SmtpReceived Received(SmtpMessage message, SmtpVerdict verdict) =>
        IsLmtp(message.Envelope) ? ForEach(message, verdict) : ForAll(message, Worded(message, verdict.Safest!));

    private static SmtpReceived ForAll(SmtpMessage message, SmtpReply reply) =>
        new(SmtpDataResult.Complete, reply) { Accepted = reply.IsPositive ? message.Envelope.Recipients.Count : 0 };

    private static SmtpReceived ForEach(SmtpMessage message, SmtpVerdict verdict)
    {
        var each = message.Envelope.Recipients.Select((_, number) => Worded(message, verdict.For(number))).ToList();
        return new(SmtpDataResult.Complete, Worded(message, verdict.Safest!)) { Each = each, Accepted = each.Count(reply => reply.IsPositive) };
    }

    private static SmtpReply Worded(SmtpMessage message, SmtpReply reply) =>
        ReferenceEquals(reply, SmtpReplies.Accepted) ? ServerReplies.Queued(message.Id)
        : ReferenceEquals(reply, ServerReplies.ShuttingDown) ? ServerReplies.Naming(reply, message.Id)
        : reply;

    // The end was seen, so there is a reply to it for each recipient (RFC 2033 §4.2); where it was not, one reply ends the session.
    private SmtpReceived Refused(SmtpMessage message, SmtpDataResult result)
    {
        var reply = ReplyTo(result) is { } known ? ServerReplies.Naming(known, message.Id) : null;
        var isEnd = result is SmtpDataResult.TooLarge or SmtpDataResult.OutOfMemory or SmtpDataResult.OutOfDisk;
        return new(result, reply) { Each = isEnd && IsLmtp(message.Envelope) ? [.. Enumerable.Repeat(reply!, message.Envelope.Recipients.Count)] : null };
    }

    private static bool IsLmtp(SmtpEnvelope envelope) => envelope.Peer.Listener.Protocol == SmtpProtocol.Lmtp;
}
