using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>Takes in a message chunk by chunk (RFC 3030 §2). Between the chunks it waits here; whatever ends its transaction drops it.</summary>
internal sealed class SmtpChunkReception(SmtpServer server, SmtpWire wire, SmtpSessionLifetime lifetime, SmtpReception reception) : IDisposable
{
    // A thousand chunks for nothing, and then one for each so many octets: to send octet by octet costs us far more than the client.
    private const int FreeChunks = 1000;
    private const int LeastAverage = 512;

    private readonly SmtpChunkReader _reader = new(wire, lifetime);
    private SmtpChunkDecoder _decoder = new();
    private SmtpPace? _pace;
    private SmtpContentBuffer? _content;
    private long _start;
    private int _chunks;

    // As with DATA: what is refused is read to its end so that the client hears why, but not for ever.
    private long Patience => 2 * server.Options.MaxMessageSize;

    /// <summary>The time that is left for a message of which a part is here; null when there is none.</summary>
    public SmtpPatience? Left => _content is null ? null : _pace!.Left;

    /// <summary>Reads a chunk that belongs to a message, and the message's end with the last one.</summary>
    public async ValueTask<SmtpReceived> ReceiveAsync(SmtpChunk chunk, SmtpEnvelope envelope)
    {
        Begin(isBinary: envelope.Parameters.Body == SmtpBody.Binary);
        var pace = _pace!;
        var before = pace.Octets;
        var result = await KeepAsync(chunk).ConfigureAwait(false);
        pace.Pause();
        server.Metrics.ContentReceived(envelope.Peer, pace.Octets - before);
        if (result == SmtpDataResult.Partial)
        {
            return new(result, ServerReplies.ChunkReceived);
        }

        using var content = _content!;
        _content = null;
        var received = await reception.ConcludeAsync(envelope, content, result, _start).ConfigureAwait(false);

        // A chunk that is not the last one has one reply, also by LMTP: the client does not expect the recipients' yet.
        return chunk.IsLast ? received : received with { Each = null };
    }

    /// <summary>Reads a chunk that may not come now. It is never looked at, least of all as commands.</summary>
    public async ValueTask<SmtpReceived> DrainAsync(SmtpChunk chunk, SmtpReply refusal)
    {
        var result = await ReadAsync(chunk, new SmtpPace(server), null).ConfigureAwait(false);
        lifetime.StopWaiting();
        return new(result, result is SmtpDataResult.Complete or SmtpDataResult.Endless ? refusal : reception.ReplyTo(result));
    }

    /// <summary>Forgets the chunks received so far.</summary>
    public void Dispose()
    {
        _content?.Dispose();
        _content = null;
    }

    private void Begin(bool isBinary)
    {
        if (_content is not null)
        {
            _pace!.Resume();
            return;
        }

        (_content, _decoder, _pace, _chunks) = (server.NewContent(), new SmtpChunkDecoder { IsBinary = isBinary }, new SmtpPace(server), 0);
        _start = server.Time.GetTimestamp();
    }

    private async ValueTask<SmtpDataResult> KeepAsync(SmtpChunk chunk)
    {
        var result = await ReadAsync(chunk, _pace!, _content).ConfigureAwait(false);
        if (result == SmtpDataResult.Complete && chunk.IsLast)
        {
            _decoder.Finish(_content!);
            await _content!.CompleteAsync().ConfigureAwait(false);
        }

        return result != SmtpDataResult.Complete ? result
            : _content!.Fit != SmtpContentFit.Fits || chunk.IsLast ? _content.Result
            : ++_chunks > FreeChunks + (_content.Length / LeastAverage) ? SmtpDataResult.Crumbs
            : SmtpDataResult.Partial;
    }

    private ValueTask<SmtpDataResult> ReadAsync(SmtpChunk chunk, SmtpPace pace, SmtpContentBuffer? content) =>
        chunk.Size > Patience ? new(SmtpDataResult.Endless) : _reader.ReadAsync(chunk.Size, pace, _decoder, content);
}
