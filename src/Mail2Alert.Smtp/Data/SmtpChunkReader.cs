using System.Buffers;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Data;

/// <summary>Reads exactly as many octets as BDAT announced, whether they are kept or not: what stands behind them is commands.</summary>
internal sealed class SmtpChunkReader(SmtpWire wire, SmtpSessionLifetime lifetime)
{
    /// <summary>Complete when all octets were read; what became of them, the content tells.</summary>
    /// <param name="size">How many.</param>
    /// <param name="pace">How long they may take.</param>
    /// <param name="decoder">Reads their meaning.</param>
    /// <param name="content">Takes them; null when nobody wants them.</param>
    public async ValueTask<SmtpDataResult> ReadAsync(long size, SmtpPace pace, SmtpChunkDecoder decoder, SmtpContentBuffer? content)
    {
        while (size > 0)
        {
            lifetime.Allow(pace.Wait());
            var read = await wire.ReadAsync().ConfigureAwait(false);
            lifetime.StopWaiting();
            var part = read.Buffer.Slice(0, Math.Min(size, read.Buffer.Length));
            size -= part.Length;
            pace.Received(part.Length);
            Take(part, decoder, content);
            if (size > 0 && (read.IsCompleted || lifetime.MustEnd))
            {
                return read.IsCompleted ? SmtpDataResult.Lost : SmtpDataResult.Interrupted;
            }

            if (content is not null)
            {
                await content.SpoolAsync().ConfigureAwait(false);
            }
        }

        return SmtpDataResult.Complete;
    }

    private void Take(ReadOnlySequence<byte> part, SmtpChunkDecoder decoder, SmtpContentBuffer? content)
    {
        foreach (var piece in content is null ? default : part)
        {
            decoder.Decode(piece.Span, content!);
        }

        wire.AdvanceTo(part.End);
    }
}
