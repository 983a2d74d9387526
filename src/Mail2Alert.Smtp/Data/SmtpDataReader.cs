using System.Buffers;
using System.Runtime.CompilerServices;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Data;

/// <summary>Reads one message up to its end, whether it is kept or not, so that what follows is read as commands again.</summary>
internal sealed class SmtpDataReader(SmtpWire wire, SmtpSessionLifetime lifetime, SmtpServerOptions options)
{
    private readonly SmtpDataDecoder _decoder = new();
    private long _received;

    // A refused message is read on to its end so that the client hears why, but not for ever.
    private long Patience => 2 * options.MaxMessageSize;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SmtpDataResult> ReadAsync(SmtpContentBuffer content)
    {
        while (true)
        {
            lifetime.Allow(options.DataTimeout);
            var read = await wire.ReadAsync().ConfigureAwait(false);
            if (Take(read.Buffer, content))
            {
                await content.CompleteAsync().ConfigureAwait(false);
                return content.Result;
            }

            await content.SpoolAsync().ConfigureAwait(false);

            if (read.IsCompleted)
            {
                return SmtpDataResult.Lost;
            }

            if (lifetime.MustEnd)
            {
                return SmtpDataResult.Interrupted;
            }

            if (_received > Patience)
            {
                return SmtpDataResult.Endless;
            }
        }
    }

    // Everything is used up, except what stands behind the end of the data.
    private bool Take(ReadOnlySequence<byte> buffer, SmtpContentBuffer content)
    {
        var before = 0L;
        foreach (var piece in buffer)
        {
            if (_decoder.Decode(piece.Span, content, out var consumed))
            {
                wire.AdvanceTo(buffer.GetPosition(before + consumed));
                return true;
            }

            before += consumed;
        }

        wire.AdvanceTo(buffer.End);
        _received += before;
        return false;
    }
}
